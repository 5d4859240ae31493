using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.IconFeed;

/// <summary>Rows of what is not a client, of kinds that this version does not know: every reader goes past them.</summary>
[Collection(nameof(TestFeed))]
public abstract class OtherRowsTests(StoreKind kind)
{
    private static readonly ClientId Zero = ClientId.Parse("0");

    [Fact]
    public async Task Every_reader_of_the_journal_skips_what_is_not_a_client()
    {
        // Ids on both sides of the slash, in the order of their characters.
        Flips[] clients = [new("-1"), new(".b"), new("0"), new("z")];
        await using var feed = new TestFeed(TestFeed.Small, kind: kind);
        var fleet = feed.Fleet;
        feed.WriteElsewhere(clients[0].Next(1));
        await using var live = await feed.Read();
        var own = new List<Happening>();
        for (var n = 1; n <= 12; n++)
        {
            AddUnknown(fleet, n);
            var rows = clients[n % 4].Next(1);
            feed.Write(rows);
            own.AddRange(rows);
        }

        AddUnknown(fleet, 13);
        feed.Write([]);
        using var journal = fleet.OpenJournal()!;
        var end = journal.End()!.Value.Offset;

        fleet.Project();
        Assert.Equal(0, fleet.Queries.Lag(Arbitrary.Start).Rows);
        await fleet.WaitFor(end);
        Assert.Equal(["-1", ".b", "0", "z"], fleet.Queries.Clients(new ClientsQuery()).Items.Select(client => client.Client.Value));
        Assert.Equal((4, end), (fleet.Queries.Summary([]).Total, fleet.Queries.Summary([]).Offset));
        Assert.Equal(4, fleet.Queries.Summary(Arbitrary.Start, []).Total);
        Assert.Equal(4, fleet.Queries.Diff(new DiffQuery(Arbitrary.Start, Arbitrary.Start)).To.Total);
        Assert.Equal(3, fleet.Queries.History(new HistoryQuery(Zero)).Items.Count);
        Assert.Equal(Zero, fleet.Queries.Explain(Zero).Client.Client);
        fleet.Time.SetUtcNow(Arbitrary.Start.AddDays(1));
        using (var recording = fleet.Recordings.Open(Arbitrary.Start, Arbitrary.Start.AddHours(1), ClientRules.Default, TimeSpan.FromMinutes(1)))
        {
            Assert.Equal(4, recording.Header.Clients);
            Assert.NotEmpty(recording.Inputs());
        }

        await live.Until(own[^1].Offset);
        Assert.Equal(own.Select(row => row.Offset), live.Changes.Select(change => change.Offset));
        await using var late = await feed.Read(after: 0);
        await late.Until(own[^1].Offset);
        Assert.Equal(own.Select(row => row.Offset).Prepend(1), late.Changes.Select(change => change.Offset));

        using (var store = JournalSystem.Settings(fleet.Place).Store.OpenStore())
            Assert.Equal(3, store.ReadLast(["0"]).Single().SequenceNr);
        using var copy = new TestStore(kind);
        copy.Restore(fleet.Place.Backup());
        Assert.Equal(fleet.Place.All(), copy.All()[..^1]);
    }

    private static void AddUnknown(TestFleet fleet, int number)
    {
        using var database = fleet.Place.Open();
        database.Run($"""
            INSERT INTO journal (ordering, created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
            SELECT ordering + 1, created, FALSE, '/x{number % 3}', {number}, message, 'of another kind', 4711, writer_uuid FROM journal ORDER BY ordering DESC LIMIT 1
            """);
    }
}

public sealed class OtherRowsTestsOnSqlite() : OtherRowsTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class OtherRowsTestsOnPostgres() : OtherRowsTests(StoreKind.Postgres);
