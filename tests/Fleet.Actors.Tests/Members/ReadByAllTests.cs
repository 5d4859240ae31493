using Fleet.Core.Clients;
using Fleet.Protocol.Journal;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Members;

/// <summary>A cluster that is upgraded node by node, and back.</summary>
[Trait("Needs", "processes")]
public sealed class ReadByAllTests : IAsyncLifetime
{
    private static readonly ReportedFacts Stopped = new() { RealTimeScan = Core.Vocabulary.RealTimeScan.Stopped };
    private readonly TestStore _store = new(StoreKind.Postgres);
    private readonly List<TestNode> _nodes = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        _store.Dispose();
    }

    [Fact]
    public async Task What_not_every_member_reads_is_not_written()
    {
        var newer = await Start(isNewer: true);
        await Eventually.Holds(async () => await newer.Regions() == 1, "its region is known");
        var (session, lastSeq) = await Welcomed(newer, "a");
        Assert.Equal(0, lastSeq);
        await session.Report(1, Stopped);
        (session, lastSeq) = await Welcomed(newer, "b");
        Assert.Equal(0, lastSeq);
        await session.Report(1, Stopped);

        var older = await Start(isNewer: false);
        Eventually.True(() => _nodes.All(node => node.Members == 2), "both are up");
        Assert.Equal(1, (await Welcomed(newer, "c")).LastSeq);
        await Fight(newer);
        Assert.Equal(0, Rows(Manifests.IdentityJudged));
        Assert.Equal(RefusalCode.Unavailable, Assert.IsType<Refused>(await newer.Tell("pc", new PutNote("known", Operator.Unknown))).Refusal.Code);

        await older.DisposeAsync();
        _nodes.Remove(older);
        Eventually.True(() => newer.AllMembers == 1, "the older one is gone");
        Assert.Equal(0, (await Welcomed(newer, "c")).LastSeq);
        await Fight(newer);
        Assert.Equal(1, Rows(Manifests.IdentityJudged));
        Assert.IsType<Core.Clients.Done>(await newer.Tell("pc", new PutNote("known", Operator.Unknown)));
    }

    private static async Task<(TestSession Session, long LastSeq)> Welcomed(TestNode node, string epoch)
    {
        var session = await node.Connect();
        var answer = await session.HelloAndWhatThen("pc", epoch);
        Assert.True(answer.Welcome is not null, $"It was not welcomed: {answer}");
        return (session, answer.Welcome.LastSeq);
    }

    /// <summary>Until one of two machines is refused.</summary>
    private static async Task Fight(TestNode node)
    {
        while (await (await node.Connect()).HelloAndWhatThen("twice") is not { Closing.Reason: "duplicate-identity" })
        {
        }
    }

    private long Rows(string manifest)
    {
        using var journal = _store.Open();
        return journal.Number($"SELECT count(*) FROM journal WHERE manifest = '{manifest}'");
    }

    private async Task<TestNode> Start(bool isNewer)
    {
        var node = await TestNode.Start(_store, _nodes.FirstOrDefault()?.Address, isNewer: isNewer);
        _nodes.Add(node);
        return node;
    }
}
