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
    public async Task After_a_kill_what_was_sent_is_sent_again_what_began_is_not_and_what_was_queued_has_its_turn()
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path, $"--Fleet:Data={_folder.Path}");
        using var _ = http;
        await using (process)
        {
            using var sent = await TaskingClient.Connect(process.Grpc, "kill-1", group: "kill");
            using var begun = await TaskingClient.Connect(process.Grpc, "kill-2", group: "kill");
            using var queued = await TaskingClient.Connect(process.Grpc, "kill-3", group: "kill");
            await http.Make("""{"taskId":"killed","kind":"scan-now","target":{"group":"kill"},"rollout":{"perMinute":6000,"waves":[{"percent":60},{"percent":40}]}}""");
            Assert.Equal(1, (await sent.Task()).Attempt);
            await begun.Tell(await begun.Task(), TaskProgress.Started);
            await http.Until("killed", task => task.Count("started") == 1);
            await process.Kill();
        }

        await using var host = await RunningHost.Start(_folder.Path);
        using var again = await TaskingClient.Connect(host.Grpc, "kill-1", group: "kill");
        using var going = await TaskingClient.Connect(host.Grpc, "kill-2", group: "kill");
        using var late = await TaskingClient.Connect(host.Grpc, "kill-3", group: "kill");
        var repeated = await again.Task();
        Assert.Equal(("killed", 1), (repeated.TaskId, repeated.Attempt));
        // What had begun goes on where it was: telling so again is no second beginning.
        await going.Tell("killed", 1, TaskProgress.Started);
        await going.Tell("killed", 1, TaskProgress.Succeeded);
        await again.Tell(repeated, TaskProgress.Succeeded);
        await late.Tell(await late.Task(), TaskProgress.Succeeded);
        var done = await host.Http.Until("killed", task => task.Text("state") == "done");
        Assert.Equal((3, true), (done.Count("succeeded"), done.AddsUp()));
        foreach (var client in (string[])["kill-1", "kill-2", "kill-3"])
        {
            var history = await (await host.Http.GetAsync($"/v1/clients/{client}/history")).Json();
            var steps = history.GetProperty("items").EnumerateArray().Where(item => item.Text("cause") == "task").Select(item => item.GetProperty("task").Text("state")).ToList();
            Assert.InRange(steps.Count(step => step == "started"), 0, 1);
            Assert.Equal(client == "kill-1" ? 2 : 1, steps.Count(step => step == "sent"));
        }
    }
}
