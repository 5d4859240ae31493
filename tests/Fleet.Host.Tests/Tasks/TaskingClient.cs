using Fleet.Host.Tests.Grpc;
using Fleet.V1;
using Xunit;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Tasks;

/// <summary>A client of the test's making that names the capability of tasks.</summary>
internal sealed class TaskingClient : IDisposable
{
    private readonly ClientSession _session;

    private TaskingClient(ClientSession session, string id) => (_session, Id) = (session, id);

    public string Id { get; }

    public static async Task<TaskingClient> Connect(Uri server, string id, string group = "", string epoch = "")
    {
        var client = new TaskingClient(new ClientSession(server), id);
        var hello = new Hello { ClientId = id, Group = group, Epoch = epoch };
        hello.Capabilities.Add("tasks");
        await client._session.Send(new ClientMessage { Hello = hello });
        Assert.NotNull((await client._session.Next(Kind.Welcome)).Welcome);
        return client;
    }

    /// <summary>The next task that it is sent.</summary>
    public async Task<TaskAssignment> Task() => (await _session.Next(Kind.Task)).Task;

    public async Task<Notice> Notice() => (await _session.Next(Kind.Notice)).Notice;

    public Task Tell(TaskAssignment task, TaskProgress state, string detail = "") => Tell(task.TaskId, task.Attempt, state, detail);

    public Task Tell(string task, int attempt, TaskProgress state, string detail = "") =>
        _session.Send(new ClientMessage { TaskUpdate = new TaskUpdate { TaskId = task, Attempt = attempt, State = state, Detail = detail } });

    public Task Report(long seq, Facts facts) => _session.Report(seq, facts);

    public Task Acked() => _session.Next(Kind.Ack);

    public void Dispose() => _session.Dispose();
}
