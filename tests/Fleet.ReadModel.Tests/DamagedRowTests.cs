using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Journal;
using Fleet.Protocol.Journal;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Projections;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Queries;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tests.Queries;
using Fleet.ReadModel.Tests.Recordings;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests;

/// <summary>Rows whose bytes are damaged cost no more than themselves: every reader of many clients goes past them, and tells the same as if they were not there.</summary>
public abstract class DamagedRowTests(StoreKind kind)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private static readonly Func<byte[], byte[]>[] Damages =
    [
        bytes => Flipped(bytes, bytes.Length / 2),
        bytes => Flipped(bytes, bytes.Length - 1),
        _ => [0xFF, 0xFF, 0xFF],
        _ => [],
        bytes => bytes[..(bytes.Length / 2)],
    ];

    [Fact]
    public void They_count_as_if_they_were_not_there() => Gen.Select(
        Arbitrary.History.Where(rows => rows.Count > 1), Gen.Int[0, 9].Array[121], Gen.Select(ArbitraryQueries.Groups, Gen.Int[0, 160], Gen.Int[0, 60]).Array[6]).Sample(
        (written, kinds, windows) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(written);
            fleet.Time.SetUtcNow(Arbitrary.Later);
            var damaged = Damage(fleet, written, kinds);
            fleet.Project();
            var readable = written.Except(damaged).ToList();
            var oracle = new Oracle(readable);
            Assert.Equal(Known(oracle.Clients(new ClientsQuery())), Known(fleet.Queries.Clients(new ClientsQuery { Limit = 1_000 }).Items));
            AssertSame(oracle.Summary([], null), fleet.Queries.Summary([]));
            foreach (var (groups, start, length) in windows)
            {
                var (from, to) = (Arbitrary.Start.AddMinutes(start), Arbitrary.Start.AddMinutes(start + length));
                if (written[0].RecordedAt > from)
                    continue;
                var (then, now) = (oracle.Until(from), oracle.Until(to));
                AssertSame(then.Summary(groups, from), fleet.Queries.Summary(from, groups));
                var diff = fleet.Queries.Diff(new DiffQuery(from, to) { Groups = groups, Limit = 1_000 });
                AssertSame(now.Summary(groups, to), diff.To);
                Assert.Equal(then.Moves(groups, now), diff.Items);
                AssertMoments(fleet, written, damaged, from);
            }

            Assert.Equal(damaged.Select(row => row.Offset), fleet.Watch.AllLeftOut.Select(row => row.Offset));
            Assert.Equal(damaged.Select(row => row.Offset).Reverse(), fleet.Queries.Damage(int.MaxValue).Latest.Select(row => row.Offset));
        },
        iter: kind.Trials(60), threads: 1);

    [Fact]
    public void A_history_tells_what_can_be_read_and_names_the_rest() => Gen.Select(
        Arbitrary.History.Where(rows => rows.Count > 1), Gen.Int[0, 9].Array[121], Gen.Bool, Gen.Int[1, 4]).Sample(
        (written, kinds, descending, limit) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(written);
            var damaged = Damage(fleet, written, kinds);
            foreach (var client in written.Select(row => row.Client).Distinct())
            {
                var (items, named) = Walk(fleet, new HistoryQuery(client) { Limit = limit, Descending = descending });
                if (descending)
                    (items, named) = ([.. items.AsEnumerable().Reverse()], [.. named.AsEnumerable().Reverse()]);
                Assert.Equal(written.Except(damaged).Where(row => row.Client == client).Select(row => (row.Offset, row.After)), items.Select(item => (item.Offset, item.After)));
                Assert.Equal(damaged.Where(row => row.Client == client).Select(row => (row.Offset, row.Number)), named.Select(row => (row.Offset, row.Number)));
                Assert.Equal(items.Select(item => item.After).Prepend(ClientState.None).SkipLast(1), items.Select(item => item.Before));
            }
        },
        iter: kind.Trials(40), threads: 1);

    [Fact]
    public void Whoever_plays_a_recording_has_the_fleet_as_far_as_it_is_known() => Gen.Select(
        Arbitrary.History.Where(rows => rows.Count > 0), Gen.Int[0, 9].Array[121], Gen.Int[0, 160]).Sample(
        (written, kinds, minute) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(written);
            var readable = written.Except(Damage(fleet, written, kinds)).ToList();
            var to = written[^1].RecordedAt;
            fleet.Time.SetUtcNow(to.AddDays(1));
            var from = Arbitrary.Start.AddMinutes(minute) is var wanted && wanted < to ? wanted : to;
            using var recording = fleet.Recordings.Open(from, to, ClientRules.Default, Timeout);
            var player = new Player(recording.Header.Start, Timeout);
            foreach (var input in recording.Inputs())
                player.Play(input);
            player.PassTo(to);
            foreach (var last in readable.GroupBy(row => row.Client).Select(rows => rows.Last()).Where(last => last.After.Exists))
                Assert.Equal(Facts(last.After), Facts(player[last.Client.Value]));
        },
        iter: kind.Trials(60), threads: 1);

    [Theory]
    [InlineData("manifest = 'zz'", "this version knows no such kind")]
    [InlineData("manifest = 'f'", "its checksum is wrong")]
    [InlineData("persistence_id = 'no client'", "no client has such an id")]
    public void Damage_beside_the_bytes_stops_nobody_either(string change, string reason)
    {
        using var fleet = new TestFleet(kind);
        List<Happening> rows = [.. new Flips("one").Next(2), .. new Flips("other").Next(2)];
        fleet.Write(rows);
        using (var database = fleet.Place.Open())
            database.Run($"UPDATE journal SET {change} WHERE ordering = {rows[1].Offset}");
        fleet.Project();
        Assert.Equal([(rows[1].Offset, 2L, reason)], fleet.Watch.AllLeftOut.Select(row => (row.Offset, row.Number, row.Reason)));
        Assert.Equal([rows[0].Offset, rows[3].Offset], fleet.Queries.Clients(new ClientsQuery()).Items.Select(client => client.Offset));
        fleet.Time.SetUtcNow(Arbitrary.Later);
        Assert.Equal(2, fleet.Queries.Diff(new DiffQuery(Arbitrary.Start, Arbitrary.Start.AddHours(1))).To.Total);
        using var recording = fleet.Recordings.Open(Arbitrary.Start, Arbitrary.Start.AddHours(1), ClientRules.Default, Timeout);
        Assert.NotEmpty(recording.Inputs());
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    public void What_is_no_time_stops_nobody_either(long ticks)
    {
        using var fleet = new TestFleet(kind);
        List<Happening> rows = [.. new Flips("one").Next(2), .. new Flips("other").Next(2)];
        fleet.Write(rows);
        using (var database = fleet.Place.Open())
            database.Run($"UPDATE journal SET created = {ticks} WHERE ordering = {rows[1].Offset}");
        fleet.Project();
        Assert.Equal([rows[1].Offset, rows[3].Offset], fleet.Queries.Clients(new ClientsQuery()).Items.Select(client => client.Offset));
    }

    [Fact]
    public void A_row_from_before_there_were_checksums_is_read_as_it_is()
    {
        using var fleet = new TestFleet(kind);
        var rows = new Flips("one").Next(5);
        fleet.Write(rows);
        fleet.Damage(rows, WithoutChecksum);
        fleet.Damage([rows[1]], bytes => bytes[..^1]);
        fleet.Project();
        Assert.Equal([rows[1].Offset], fleet.Watch.AllLeftOut.Select(row => row.Offset));
        Assert.Equal(rows[4].Offset, Assert.Single(fleet.Queries.Clients(new ClientsQuery()).Items).Offset);
    }

    [Fact]
    public void A_rebuild_looks_at_every_row_again_and_forgets_those_that_were_repaired()
    {
        using var fleet = new TestFleet(kind);
        var rows = new Flips("one").Next(60);
        fleet.Write(rows);
        fleet.Damage([rows[7], rows[59]], bytes => Flipped(bytes, 3));
        fleet.Project();
        fleet.Damage([rows[7]], bytes => Flipped(bytes, 3));
        // Its tables have them after a restart, too.
        using (var store = fleet.NewStore())
        using (var queries = new FleetQueries(store, fleet.OpenJournal, fleet.Time))
        {
            store.Prepare();
            Assert.Equal((2, rows[59].Offset), (queries.Damage(1).Rows, queries.Damage(1).Latest.Single().Offset));
        }

        fleet.Projection.Rebuild();
        fleet.Project();
        Assert.Equal([rows[59].Offset], fleet.Queries.Damage(int.MaxValue).Latest.Select(row => row.Offset));
        Assert.Equal([rows[7].Offset, rows[59].Offset], fleet.Watch.AllLeftOut.Select(row => row.Offset));
        Assert.Equal(rows[58].Offset, Assert.Single(fleet.Queries.Clients(new ClientsQuery()).Items).Offset);
    }

    [Fact]
    public void Tables_that_an_older_version_made_stay_and_know_of_no_damage()
    {
        using var fleet = new TestFleet(kind);
        var rows = new Flips("one").Next(3);
        fleet.Write(rows.Take(1));
        fleet.Project();
        using (var tables = fleet.OpenToChange())
            tables.Run("DROP TABLE damaged_row");
        Assert.Equal(DamageFound.None, fleet.Queries.Damage(int.MaxValue));
        Assert.Equal(1, fleet.Queries.Summary(Arbitrary.Later, []).Total);

        using var store = fleet.NewStore();
        using var newer = new Projection(fleet.OpenJournal, store, TestFleet.Options, fleet.Watch);
        fleet.Write(rows.Skip(1));
        fleet.Damage([rows[2]], _ => []);
        while (newer.Step())
        {
        }

        Assert.Empty(fleet.Watch.Reasons);
        Assert.Equal(1, fleet.Queries.Damage(int.MaxValue).Rows);
    }

    private static List<Happening> Damage(TestFleet fleet, List<Happening> written, int[] kinds)
    {
        var damaged = written.Where((_, i) => kinds[i] < Damages.Length - 2).ToList();
        for (var i = 0; i < damaged.Count; i++)
            fleet.Damage([damaged[i]], Damages[(kinds[i] + i) % Damages.Length]);
        return damaged;
    }

    /// <summary>One client at a moment: what it was, or that its last row cannot be read.</summary>
    private static void AssertMoments(TestFleet fleet, List<Happening> written, List<Happening> damaged, DateTimeOffset at)
    {
        foreach (var client in written.Select(row => row.Client).Distinct())
        {
            var last = written.LastOrDefault(row => row.Client == client && row.RecordedAt <= at);
            if (last is null || !damaged.Contains(last))
            {
                var then = new Oracle([.. written.Except(damaged)]).Until(at);
                if (last?.After.Exists != true)
                    Assert.Throws<QueryException>(() => fleet.Queries.Client(client, at));
                else
                    Assert.Equal(Known(then.Clients().Where(known => known.Client == client)), Known([fleet.Queries.Client(client, at), fleet.Queries.Explain(client, at).Client]).Distinct());
                continue;
            }

            var refused = Assert.Throws<QueryException>(() => fleet.Queries.Client(client, at));
            Assert.Equal(QueryFault.Damaged, refused.Code);
            Assert.Null(refused.RetryAfter);
            Assert.Contains($"Row {last.Number} of client {client}, at offset {last.Offset}, recorded ", refused.Message, StringComparison.Ordinal);
            Assert.Equal(QueryFault.Damaged, Assert.Throws<QueryException>(() => fleet.Queries.Explain(client, at)).Code);
        }
    }

    private static (List<HistoryItem> Items, List<DamagedRow> Damaged) Walk(TestFleet fleet, HistoryQuery query)
    {
        var (items, damaged) = (new List<HistoryItem>(), new List<DamagedRow>());
        do
        {
            var page = fleet.Queries.History(query);
            Assert.InRange(page.Items.Count + page.Damaged.Count, 1, query.Limit);
            items.AddRange(page.Items);
            damaged.AddRange(page.Damaged);
            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null);
        return (items, damaged);
    }

    private static IEnumerable<(ClientId, ClientState, long)> Known(IEnumerable<ClientRecord> clients) => clients.Select(client => (client.Client, client.State, client.Offset));

    private static void AssertSame(FleetSummary expected, FleetSummary found) =>
        QueryTests.AssertSame(expected with { Offset = found.Offset, At = found.At }, found);

    private static (Core.Icons.ClientStatus, GroupName, HeldPattern) Facts(ClientState state) => (state.Status, state.Group, state.Pattern with { Status = default });

    private static byte[] Flipped(byte[] bytes, int at)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[at] ^= 0x10;
        return flipped;
    }

    private static byte[] WithoutChecksum(byte[] bytes)
    {
        var before = bytes[..^6];
        JournalCodec.Check(Manifests.ReportTaken, before);
        return before;
    }
}

public sealed class DamagedRowTestsOnSqlite() : DamagedRowTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class DamagedRowTestsOnPostgres() : DamagedRowTests(StoreKind.Postgres);
