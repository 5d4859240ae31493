using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

public sealed class IconChangeRestartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Across_a_restart_of_the_host_a_reader_goes_on_after_its_last_id_without_a_gap_or_a_double()
    {
        var seen = new List<long>();
        var reported = new List<long>();
        var seq = 0;
        string? last = null;
        for (var life = 0; life < 3; life++)
        {
            var host = await RunningHost.Start(_folder.Path);
            // Between the start and the reader's return.
            await Report(host, 2);
            await using var events = await EventReader.Open(host.Http, last is null ? "?after=0" : "", last);
            seen.AddRange((await events.ChangesUntil("caught-up")).Select(change => change.GetProperty("offset").GetInt64()));
            await Report(host, 2);
            while (seen.Count < reported.Count - 1)
                seen.Add((await events.NextChange()).GetProperty("offset").GetInt64());
            await host.DisposeAsync();
            // One is left untold, or told on the way down: the id says which.
            seen.AddRange((await events.ChangesToEnd()).Select(change => change.GetProperty("offset").GetInt64()));
            last = events.LastId;
        }

        await using var survivor = await RunningHost.Start(_folder.Path);
        await using var rest = await EventReader.Open(survivor.Http, lastEventId: last);
        seen.AddRange((await rest.ChangesUntil("caught-up")).Select(change => change.GetProperty("offset").GetInt64()));
        Assert.Equal(reported, seen);

        async Task Report(RunningHost host, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var scan = ++seq % 2 == 0 ? "enabled" : "stopped";
                var taken = await host.Http.Reported("restarted", seq, $$"""{"realTimeScan":"{{scan}}"}""");
                reported.Add(taken.GetProperty("offset").GetInt64());
            }
        }
    }
}
