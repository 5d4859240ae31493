using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Xunit;

namespace Fleet.Host.Tests.Tasks;

/// <summary>A task outlives the host that offered it, whatever its targets had come to.</summary>
[Trait("Needs", "processes")]
public sealed class TaskRestartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_kill_at_any_step_loses_nothing_and_has_nothing_begin_twice()
    {
        const string body = """
            {"taskId":"killed","kind":"scan-now","target":{"group":"kill"},"whenUnreachable":"keep","retries":1,
             "rollout":{"perMinute":6000,"waves":[{"percent":60,"approve":true},{"percent":40}]}}
            """;
        await Killed(async (http, sent, begun, queued) =>
        {
            // While it is being made: whether it was, the same body finds out.
            _ = http.PostTask(body).ContinueWith(_ => { }, TaskScheduler.Default);
            await (await http.GetAsync("/health/live")).Content.ReadAsStringAsync();
        });
        await Killed(async (http, sent, begun, queued) =>
        {
            Assert.Equal(3, (await http.Make(body)).GetProperty("targets").GetInt64());
            Assert.Equal(1, (await sent.Task()).Attempt);
            await begun.Tell(await begun.Task(), TaskProgress.Started);
            await http.Until("killed", task => task.Count("started") == 1);
        });
        await Killed(async (http, sent, begun, queued) =>
        {
            // What was sent and not begun is sent again; what had begun goes on where it was: telling so again is no second beginning.
            var repeated = await sent.Task();
            Assert.Equal(("killed", 1), (repeated.TaskId, repeated.Attempt));
            await begun.Tell("killed", 1, TaskProgress.Started);
            await begun.Tell("killed", 1, TaskProgress.Succeeded);
            await sent.Tell(repeated, TaskProgress.Failed);
            Assert.Equal(2, (await sent.Task()).Attempt);
            await sent.Tell("killed", 2, TaskProgress.Started);
            await sent.Tell("killed", 2, TaskProgress.Succeeded);
            await http.Until("killed", task => task.Text("state") == "waiting-for-approval" && task.Count("succeeded") == 2);
        });

        await using var host = await RunningHost.Start(_folder.Path);
        using var late = await TaskingClient.Connect(host.Grpc, "kill-3", group: "kill");
        Assert.Equal("waiting-for-approval", (await host.Http.Until("killed", _ => true)).Text("state"));
        await host.Http.Order("killed", "approve");
        await late.Tell(await late.Task(), TaskProgress.Succeeded);
        var done = await host.Http.Until("killed", task => task.Text("state") == "done");
        Assert.Equal((3, true), (done.Count("succeeded"), done.AddsUp()));
        foreach (var (client, begun) in ((string, int)[])[("kill-1", 1), ("kill-2", 1), ("kill-3", 0)])
        {
            var history = await (await host.Http.GetAsync($"/v1/clients/{client}/history")).Json();
            var steps = history.GetProperty("items").EnumerateArray().Where(item => item.Text("cause") == "task").Select(item => item.GetProperty("task").Text("state")).ToList();
            Assert.Equal(begun, steps.Count(step => step == "started"));
        }
    }

    /// <summary>A host with three clients, in the order of their turns, until it is killed.</summary>
    private async Task Killed(Func<HttpClient, TaskingClient, TaskingClient, TaskingClient, Task> act)
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path, $"--Fleet:Data={_folder.Path}");
        using var _ = http;
        await using (process)
        {
            using var sent = await TaskingClient.Connect(process.Grpc, "kill-1", group: "kill");
            using var begun = await TaskingClient.Connect(process.Grpc, "kill-2", group: "kill");
            using var queued = await TaskingClient.Connect(process.Grpc, "kill-3", group: "kill");
            await act(http, sent, begun, queued);
            await process.Kill();
        }
    }
}
