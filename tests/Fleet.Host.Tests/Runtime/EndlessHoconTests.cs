using Fleet.Host.Starting;
using Fleet.Host.Tests.Deployment;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Runtime;

/// <summary>A file of Akka's configuration of which the parser never comes to an end. Nothing but the end of its process stops that parser: so it is a host that was put somewhere else.</summary>
[Trait("Needs", "processes")]
public sealed class EndlessHoconTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_there_is_no_end_to_is_told_by_its_name()
    {
        var (published, said) = await Repository.Run("dotnet", "publish", "src/Fleet.Host", "-c", Repository.Configuration, "--no-build", "-o", _folder.File("fleet"));
        Assert.True(published == 0, said);
        var file = _folder.File("fleet/hocon/sweep.conf");
        await File.AppendAllTextAsync(file, "fleet.sweep { pages = [500 }\n");

        Assert.Equal(
            ((int)ExitCode.Failed, $"fleet: {file} cannot be read: there is no end to it. Look for a bracket or a quote that is not closed.\n"),
            await Repository.RunIn(_folder.Path, tools: null, _folder.File("fleet/fleet"), "--Fleet:Http=http://127.0.0.1:0", "--Fleet:Grpc=http://127.0.0.1:0", $"--Fleet:Data={_folder.File("data")}"));
        Assert.False(Directory.Exists(_folder.File("data")));
    }
}
