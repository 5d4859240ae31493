using System.Text.RegularExpressions;
using Fleet.Sim.Report;
using Fleet.Testing;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>A class of its own, beside others: a server might come back, and is waited for.</summary>
[Trait("Needs", "processes")]
public sealed class VanishedServerTests : SimulatorTest
{
    [Fact]
    public async Task A_server_that_vanishes_leaves_a_partial_result_that_says_so()
    {
        await using var host = new TestHost();
        host.UntilReady();
        var recording = Path.Combine(Folder.FullName, "run.jsonl");
        await using var run = Run(host, "office-day", "--clients", "50", "--duration", "20s", "--record", recording);
        // What the host has taken is not yet what the client knows of: that, the lines of progress tell.
        Eventually.True(() => run.HasExited || Regex.IsMatch(run.Said, "[1-9][0-9,]* so far", RegexOptions.None, Patience.Long));
        await host.KillAsync();
        Assert.Equal((int)SimExit.ServerUnreachable, await run.ExitAsync());
        Assert.True(Result.GetProperty("interrupted").GetBoolean());
        Assert.NotEqual(0, Result.GetProperty("reports").GetProperty("acked").GetInt64());
        Assert.Contains("partial", run.Said);
        Assert.False(File.Exists(recording), run.Said);
        Assert.Contains("run.jsonl: not written", run.Said);
        var reports = Result.GetProperty("reports");
        // What waited too long before the end is an error although it was answered.
        var unanswered = reports.GetProperty("sent").GetInt64() - reports.GetProperty("acked").GetInt64() - reports.GetProperty("refused").GetInt64();
        Assert.True(Result.GetProperty("errors").GetDouble() >= ((double)unanswered / reports.GetProperty("sent").GetInt64()) - 1e-9);
    }
}
