using Fleet.Protocol.Wire;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>A day on which the fleet is managed, on a real host that dies in the middle: settings, the privilege to roam, and tasks are what clients made of them.</summary>
[Trait("Needs", "processes")]
public sealed class ManagedRunTests : SimulatorTest
{
    [Fact]
    public async Task What_the_operator_wants_is_what_the_clients_do_though_the_host_is_killed()
    {
        var recording = Path.Combine(Folder.FullName, "managed.jsonl");
        await using var host = new TestHost();
        host.UntilReady();
        await using var run = Run(host, "managed-day", "--clients", "60", "--duration", "15s", "--record", recording);
        Eventually.True(() => run.HasExited || host.ReportsTaken() > 150);
        await host.KillAndStartAsync();
        AssertGood(await run.ExitAsync(), run);
        Assert.All(Result.GetProperty("reconciliation").GetProperty("answers").EnumerateArray(), answer => Assert.Equal(0, answer.GetProperty("wrong").GetInt64()));
        var tasks = Result.GetProperty("tasks").EnumerateArray().ToList();
        Assert.Equal(["morning-scan", "noon-update"], tasks.Select(task => task.GetProperty("taskId").GetString()));
        Assert.All(tasks, task =>
        {
            Assert.Equal(task.GetProperty("targets").GetInt64(), task.GetProperty("byState").EnumerateObject().Sum(count => count.Value.GetInt64()));
            Assert.True(task.GetProperty("began").GetInt64() > 0);
            Assert.Equal(0, task.GetProperty("beganTwice").GetInt64());
        });

        // The acts are in the recording, and played again as fast as possible, each in its place.
        Assert.StartsWith("{\"schema\":\"fleet-sim/recording/2\"", File.ReadLines(recording).First(), StringComparison.Ordinal);
        await using var fresh = new TestHost();
        fresh.UntilReady();
        await using var replay = new TestProcess(Binaries.Sim, ["replay", recording, "--speed", "max", "--server", fresh.Grpc.ToString(), "--api", fresh.Http.ToString(), "--json", ResultPath]);
        AssertGood(await replay.ExitAsync(), replay);
        Assert.Equal(2, Result.GetProperty("tasks").GetArrayLength());
        await using var verify = new TestProcess(Binaries.Sim, ["verify", recording]);
        AssertGood(await verify.ExitAsync(), verify);
        Assert.Contains("SAME", verify.Said, StringComparison.Ordinal);
        await using var compared = new TestProcess(Binaries.Sim, ["verify", recording, "--api", fresh.Http.ToString()]);
        Assert.Equal(2, await compared.ExitAsync());
        Assert.Contains("depends on when it told each client", compared.Said, StringComparison.Ordinal);

        // The server cuts them out of its journal, too: what clients told because of them is told by them, and the fleet is the same.
        var journal = Path.Combine(Folder.FullName, "journal.jsonl");
        await using var record = new TestProcess(Binaries.Sim, ["record", "--api", host.Http.ToString(), "--from", "2026-01-01T00:00:00Z", "--to", Rfc3339.Text(DateTimeOffset.UtcNow), "--out", journal]);
        AssertGood(await record.ExitAsync(), record);
        Assert.StartsWith("{\"schema\":\"fleet-sim/recording/2\",\"source\":\"journal\"", File.ReadLines(journal).First(), StringComparison.Ordinal);
        var acts = File.ReadLines(journal).Where(line => line.Contains("\"act\":", StringComparison.Ordinal)).ToList();
        // Of clients that are named each has a row of its own; those of one moment are one act.
        Assert.Equal(7, acts.Count(act => !act.Contains("/v1/settings/changes", StringComparison.Ordinal)));
        Assert.InRange(acts.Count, 9, 60);
        await using var checkedAlone = new TestProcess(Binaries.Sim, ["verify", journal]);
        AssertGood(await checkedAlone.ExitAsync(), checkedAlone);
        await using var another = new TestHost();
        another.UntilReady();
        await using var same = new TestProcess(Binaries.Sim, ["replay", journal, "--speed", "max", "--server", another.Grpc.ToString(), "--api", another.Http.ToString(), "--json", ResultPath]);
        AssertGood(await same.ExitAsync(), same);
        Assert.Contains("SAME", same.Said, StringComparison.Ordinal);
        Assert.Equal(2, Result.GetProperty("tasks").GetArrayLength());

        // What was left there is somebody else's to the next one.
        await using var again = Run(host, "managed-day", "--clients", "60", "--duration", "15s", "--rename", "other-");
        Assert.Equal(2, await again.ExitAsync());
        Assert.Contains("clients or settings of somebody else", again.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workers_play_no_acts()
    {
        await using var run = new TestProcess(Binaries.Sim, ["run", "managed-day", "--clients", "10", "--workers", "https://127.0.0.1:1", "--token", "t"]);
        Assert.Equal(2, await run.ExitAsync());
        Assert.Contains("workers do not tell what clients did about it", run.Said, StringComparison.Ordinal);
    }
}
