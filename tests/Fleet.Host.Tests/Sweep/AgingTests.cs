using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Sweep;

public sealed class AgingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_pattern_turns_outdated_without_a_report()
    {
        await using var host = await RunningHost.Start(_folder.Path, "--Fleet:Pattern:MaxAge=00:00:03");
        var now = DateTimeOffset.UtcNow.ToString("O");
        var told = await host.Http.Reported("aging", 1, $$$"""{"pattern":{"version":"19.101","releasedAt":"{{{now}}}"}}""");
        Assert.Equal("offline-conventional-up-to-date-rts-enabled", told.Text("icon"));
        await Eventually.Holds(async () =>
            (await (await host.Http.GetAsync("/v1/clients/aging")).Json()).Text("icon") == "offline-conventional-outdated-rts-enabled");
    }
}
