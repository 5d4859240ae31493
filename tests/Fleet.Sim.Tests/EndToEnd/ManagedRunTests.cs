using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>A day on which the fleet is managed, on a real host that dies in the middle: settings, the privilege to roam, and tasks are what clients made of them.</summary>
[Trait("Needs", "processes")]
public sealed class ManagedRunTests : SimulatorTest
{
    [Fact]
    public async Task What_the_operator_wants_is_what_the_clients_do_though_the_host_is_killed()
    {
        await using var host = new TestHost();
        host.UntilReady();
        await using var run = Run(host, "managed-day", "--clients", "60", "--duration", "15s");
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

        // What was left there is somebody else's to the next one.
        await using var again = Run(host, "managed-day", "--clients", "60", "--duration", "15s", "--rename", "other-");
        Assert.Equal(2, await again.ExitAsync());
        Assert.Contains("clients or settings of somebody else", again.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--in-process")]
    [InlineData("--speed", "max", "--own-host")]
    [InlineData("--record", "x.jsonl", "--own-host")]
    public async Task Where_acts_cannot_be_played_the_scenario_is_refused(params string[] arguments)
    {
        await using var run = new TestProcess(Binaries.Sim, ["run", "managed-day", "--clients", "10", .. arguments]);
        Assert.Equal(2, await run.ExitAsync());
        Assert.Contains("The operator of managed-day acts", run.Said, StringComparison.Ordinal);
    }
}
