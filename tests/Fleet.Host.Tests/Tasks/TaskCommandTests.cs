using Fleet.Host.Tests.Commands;
using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Xunit;

namespace Fleet.Host.Tests.Tasks;

/// <summary><c>fleet task</c>: made, listed, watched to its end; and what the audit says of it.</summary>
[Collection(OnSharedHost.Name)]
public sealed class TaskCommandTests(SharedHost host)
{
    [Fact]
    public async Task A_task_is_made_watched_and_shown()
    {
        using var client = await TaskingClient.Connect(host.Grpc, "commanded", group: "commanded");
        Assert.StartsWith(
            "Task by-hand has 1 targets, 0 of them refused, at offset ",
            await Run("create", "scan-now", "--group", "commanded", "--id", "by-hand", "--per-minute", "6000", "--abort", "10/20", "--note", "by hand"), StringComparison.Ordinal);
        await using var watch = CommandRun.Start(host.Http.BaseAddress!, width: null, TimeProvider.System, "task", "watch", "by-hand");
        await client.Tell(await client.Task(), TaskProgress.Failed, "no disk");
        Assert.Contains("  done  1 failed", await watch.Succeeded(), StringComparison.Ordinal);

        Assert.Contains("For group commanded: 1 clients, 6,000 a minute", await Run("show", "by-hand"), StringComparison.Ordinal);
        Assert.Contains("failed", await Run("targets", "by-hand", "--state", "failed"), StringComparison.Ordinal);
        Assert.Contains("by-hand", await Run("list", "--state", "done", "--csv"), StringComparison.Ordinal);
        var acts = await (await host.Http.GetAsync("/v1/audit?target=/task/by-hand")).Json();
        var act = Assert.Single(acts.GetProperty("items").EnumerateArray());
        Assert.Equal(("task-create", "open", "by-hand"), (act.Text("what"), act.Text("who"), act.GetProperty("after").Text("taskId")));
    }

    [Fact]
    public async Task A_task_that_waits_is_cancelled()
    {
        using (await TaskingClient.Connect(host.Grpc, "commanded-away"))
        {
        }

        await host.Http.UntilOffline("commanded-away");
        await Run("create", "update-now", "--client", "commanded-away", "--keep", "--id", "to-cancel");
        Assert.Contains("to-cancel is paused", await Run("pause", "to-cancel"), StringComparison.Ordinal);
        Assert.Contains("to-cancel is running", await Run("resume", "to-cancel"), StringComparison.Ordinal);
        Assert.Contains("to-cancel is cancelled", await Run("cancel", "to-cancel"), StringComparison.Ordinal);
        Assert.Contains("cancelled  1 cancelled", await Run("watch", "to-cancel"), StringComparison.Ordinal);
    }

    private Task<string> Run(params string[] args) => CommandRun.Output(host.Http.BaseAddress!, width: null, TimeProvider.System, ["task", .. args]);
}
