using Fleet.Sim.CommandLine;
using Xunit;

namespace Fleet.Sim.Tests.CommandLine;

/// <summary>Options that can be read, and together cannot be used.</summary>
public sealed class WorkerOptionsTests
{
    [Theory]
    [InlineData("worker --listen http://127.0.0.1:0", "FLEET_WORKER_TOKEN")]
    [InlineData("worker --listen http://127.0.0.1:0 --token a\tb", "without blanks")]
    [InlineData("worker --listen http://10.0.0.5:0 --token t", "--cleartext")]
    [InlineData("worker --listen http://[::]:0 --token t", "--cleartext")]
    [InlineData("worker --listen https://127.0.0.1:0 --token t", "--certificate")]
    [InlineData("worker --listen http://127.0.0.1:0 --certificate a.pem --token t", "https://")]
    [InlineData("worker --listen http://127.0.0.1:0 --key a.key --token t", "--certificate")]
    [InlineData("run office-day --workers http://127.0.0.1:1", "FLEET_WORKER_TOKEN")]
    [InlineData("run office-day --workers http://10.0.0.6:1 --token t", "from 10.0.0.6:1 a server at 127.0.0.1:5081")]
    [InlineData("capacity soak --workers http://127.0.0.1:1,http://10.0.0.6:1 --token t", "--server")]
    public async Task Are_refused_and_what_is_wrong_is_named(string line, string named)
    {
        var root = RootOfCommands.Create(Terminal.Of(resultOnStandardOutput: false, new Interrupt(TimeProvider.System)));
        var parsed = root.Parse(line.Split(' '));
        Assert.Empty(parsed.Errors);
        var refused = await Assert.ThrowsAsync<BadUsageException>(() => parsed.InvokeAsync(new System.CommandLine.InvocationConfiguration { EnableDefaultExceptionHandler = false }));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }
}
