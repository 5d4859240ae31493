using Fleet.Core.Clients;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Members;

/// <summary>Two machines whose clocks differ by more than any deadline: what one forwards to the other is taken all the same.</summary>
[Trait("Needs", "processes")]
public sealed class SkewedClocksTests : IDisposable
{
    private readonly TestStore _store = new(StoreKind.Postgres);

    [Fact]
    public async Task Hellos_and_reports_are_taken_on_either_node()
    {
        await using var behind = await TestNode.Start(_store, seed: null, new SkewedClock(TimeSpan.FromMinutes(-2)));
        await using var ahead = await TestNode.Start(_store, behind.Address, new SkewedClock(TimeSpan.FromMinutes(2)));
        Eventually.True(() => behind.Members == 2 && ahead.Members == 2, "two nodes are up");
        await Eventually.Holds(async () => await behind.Regions() == 2, "two regions are known");
        foreach (var node in new[] { behind, ahead })
        {
            foreach (var client in Enumerable.Range(1, 12).Select(n => $"pc-{n}"))
            {
                var session = await node.Connect();
                await session.Hello(client);
                await session.Report(1, new ReportedFacts { RealTimeScan = Core.Vocabulary.RealTimeScan.Stopped });
            }
        }

        Assert.True(await behind.Shards() > 0 && await ahead.Shards() > 0, "both nodes hold clients");
    }

    public void Dispose() => _store.Dispose();
}
