using System.Collections.Concurrent;
using Fleet.Cluster.Tests.Load;
using Fleet.V1;
using Grpc.Core;

namespace Fleet.Cluster.Tests.Managing;

/// <summary>A client that takes settings and tasks as the protocol has it, and comes again whatever happens: it begins an attempt once, remembers it, and tells of it at each hello.</summary>
internal sealed class ObeyingClient(string id, string group, LoadServers servers, int first)
{
    private readonly Dictionary<(string Task, int Attempt), TaskProgress> _known = [];
    private readonly ConcurrentDictionary<(string Task, int Attempt), int> _begun = [];
    private int _server = first;

    public string Id => id;

    /// <summary>How many attempts it has begun, each once.</summary>
    public int Begun => _begun.Count;

    /// <summary>How often it was sent an attempt.</summary>
    public IEnumerable<KeyValuePair<(string Task, int Attempt), int>> Sent => _begun;

    /// <summary>The tag of the settings that it applied last.</summary>
    public string Applied { get; private set; } = "";

    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var pause = TimeSpan.FromMilliseconds(250);
            try
            {
                pause = await Session(stop) ?? pause;
            }
            catch (Exception e) when (e is RpcException or IOException or OperationCanceledException or InvalidOperationException)
            {
                // The next one may do better.
            }

            _server++;
            await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Until it is over; how long the server asked to wait.</summary>
    private async Task<TimeSpan?> Session(CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var call = servers.At(_server).Connect(cancellationToken: over.Token);
        await call.RequestStream.WriteAsync(new ClientMessage { Hello = new Hello { ClientId = id, Group = group, SettingsTag = Applied, Capabilities = { "settings", "tasks" } } }, over.Token);
        var heard = call.ResponseStream.MoveNext(over.Token);
        while (true)
        {
            if (await Task.WhenAny(heard, Task.Delay(TimeSpan.FromSeconds(1), over.Token)) != heard)
            {
                await call.RequestStream.WriteAsync(new ClientMessage { Heartbeat = new Heartbeat() }, over.Token);
                continue;
            }

            if (!await heard)
                return null;
            var message = call.ResponseStream.Current;
            foreach (var answer in Answers(message))
                await call.RequestStream.WriteAsync(answer, over.Token);
            if (message.Closing is { } closing)
                return closing.RetryAfter?.ToTimeSpan();
            if (message.Refusal is { } refusal)
                return refusal.RetryAfter?.ToTimeSpan();
            heard = call.ResponseStream.MoveNext(over.Token);
        }
    }

    private List<ClientMessage> Answers(ServerMessage message)
    {
        switch (message.MessageCase)
        {
            case ServerMessage.MessageOneofCase.Welcome:
                return _known.Select(known => Update(known.Key, known.Value)).ToList();
            case ServerMessage.MessageOneofCase.Settings:
                Applied = message.Settings.Tag;
                return [new ClientMessage { SettingsApplied = new SettingsApplied { Tag = Applied } }];
            case ServerMessage.MessageOneofCase.Task:
                var attempt = (message.Task.TaskId, message.Task.Attempt);
                _begun.AddOrUpdate(attempt, 1, (_, times) => times + 1);
                _known[attempt] = TaskProgress.Succeeded;
                return [Update(attempt, TaskProgress.Started), Update(attempt, TaskProgress.Succeeded)];
            default:
                return [];
        }
    }

    private static ClientMessage Update((string Task, int Attempt) attempt, TaskProgress state) =>
        new() { TaskUpdate = new TaskUpdate { TaskId = attempt.Task, Attempt = attempt.Attempt, State = state } };
}
