using Fleet.Sim.CommandLine;
using Fleet.Sim.Drive;
using Fleet.Sim.Report;
using Fleet.Sim.Trials;
using Fleet.Sim.Workers;
using Xunit;

namespace Fleet.Sim.Tests.CommandLine;

public sealed class SimProcessTests
{
    [Fact]
    public async Task What_nobody_expected_is_one_line_and_a_code_of_its_own()
    {
        var (code, said) = await GuardAsync(new InvalidOperationException("no such\nthing"));
        Assert.Equal(SimExit.Failed, code);
        Assert.Contains("no such thing", Assert.Single(said));
        Assert.Contains(SimProcess.Trace, said[0]);
    }

    [Fact]
    public async Task What_was_expected_keeps_its_code()
    {
        Assert.Equal(SimExit.BadUsage, (await GuardAsync(new IOException("disk"))).Code);
        Assert.Equal(SimExit.ServerUnreachable, (await GuardAsync(new ServerUnreachableException("gone"))).Code);
        Assert.Equal(SimExit.GeneratorInvalid, (await GuardAsync(new GeneratorLostException("gone"))).Code);
        Assert.Equal(SimExit.BadUsage, (await GuardAsync(new WorkerRefusedException("not yours"))).Code);
        Assert.Equal(SimExit.BadUsage, (await GuardAsync(new BadUsageException("not so"))).Code);
    }

    private static async Task<(SimExit Code, string[] Said)> GuardAsync(Exception thrown)
    {
        using var errors = new StringWriter();
        var code = await SimProcess.GuardAsync(() => throw thrown, errors, CancellationToken.None);
        return ((SimExit)code, errors.ToString().TrimEnd().Split(Environment.NewLine));
    }
}
