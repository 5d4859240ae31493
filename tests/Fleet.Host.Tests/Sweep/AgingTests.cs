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
        var clients = 0;
        // A host that has just started may take longer for its first answer than the pattern stays young.
        await Eventually.Holds(async () =>
        {
            var now = DateTimeOffset.UtcNow.ToString("O");
            var told = await host.Http.Reported($"aging-{++clients}", 1, $$$"""{"pattern":{"version":"19.101","releasedAt":"{{{now}}}"}}""");
            return told.Text("icon") == "offline-conventional-up-to-date-rts-enabled";
        });
        await Eventually.Holds(async () =>
            (await (await host.Http.GetAsync($"/v1/clients/aging-{clients}")).Json()).Text("icon") == "offline-conventional-outdated-rts-enabled");
    }
}
