using CsCheck;
using Fleet.Core.Clients;
using Fleet.ReadModel.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests.Queries;

/// <summary>Journals with holes: a restore leaves one of billions of offsets, and rows may be kept no longer. Every answer is still that of a fold over the rows that are there.</summary>
public abstract class HoleTests(StoreKind kind)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private static readonly Gen<IReadOnlyList<(int Before, long Offsets)>> Jumps = Gen.Select(
        Gen.Int[0, 120], Gen.OneOf(Gen.Const(1L), Gen.Long[2, 300_000], Gen.Long[1, 1_024].Select(k => k << 32))).Array[1, 4].Select(jumps => (IReadOnlyList<(int, long)>)jumps);

    [Fact]
    public void Offsets_that_nothing_has_change_no_answer() => Gen.Select(
        Arbitrary.HistoryOf(1), Jumps, Gen.Select(ArbitraryQueries.Groups, Gen.Int[0, 160], Gen.Int[0, 60]).Array[6]).Sample(
        (history, jumps, windows) => Ends(() =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Time.SetUtcNow(Arbitrary.Later);
            fleet.LeaveOut(history, jumps);
            fleet.Project();
            var oracle = new Oracle(history);
            Assert.Equal(oracle.Clients(new ClientsQuery { Limit = 1_000 }), fleet.Queries.Clients(new ClientsQuery { Limit = 1_000 }).Items);
            foreach (var (groups, start, length) in windows)
            {
                var (from, to) = (Arbitrary.Start.AddMinutes(start), Arbitrary.Start.AddMinutes(start + length));
                if (history[0].RecordedAt > from)
                    continue;
                var (then, now) = (oracle.Until(from), oracle.Until(to));
                QueryTests.AssertSame(then.Summary(groups, from), fleet.Queries.Summary(from, groups));
                var diff = fleet.Queries.Diff(new DiffQuery(from, to) { Groups = groups, Limit = 1_000 });
                QueryTests.AssertSame(now.Summary(groups, to), diff.To);
                Assert.Equal(then.Moves(groups, now), diff.Items);
            }

            using var recording = fleet.Recordings.Open(history[0].RecordedAt, history[^1].RecordedAt, ClientRules.Default, Timeout);
            Assert.Equal(history.Select(row => row.Client).Distinct().Count(), recording.Header.Clients);
            Assert.NotEmpty(recording.Inputs());
        }),
        iter: kind.Trials(40), threads: 1);

    [Fact]
    public void At_any_moment_the_rows_that_are_there_tell_what_was() => Gen.Select(
        Arbitrary.HistoryOf(2), Jumps, Gen.Int[0, 9].Array[121], Gen.Int[0, 160].Array[8]).Sample(
        (written, jumps, kept, minutes) => Ends(() =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(written);
            fleet.Time.SetUtcNow(Arbitrary.Later);
            fleet.LeaveOut(written, jumps, marked: false);
            // The last row is never deleted: offsets are not used again.
            var gone = written.Take(written.Count - 1).Where((_, i) => kept[i] < 4).ToList();
            fleet.Delete(gone);
            var history = written.Except(gone).ToList();
            fleet.Project();
            var oracle = new Oracle(history);
            foreach (var at in minutes.Select(minute => Arbitrary.Start.AddMinutes(minute)).Where(at => history[0].RecordedAt <= at))
            {
                var then = oracle.Until(at);
                QueryTests.AssertSame(then.Summary([], at), fleet.Queries.Summary(at, []));
                foreach (var client in written.Select(row => row.Client).Distinct())
                {
                    QueryTests.AssertClient(then, client, () => fleet.Queries.Client(client, at));
                    var rows = then.History(client);
                    if (rows.Count > 0)
                        Assert.Equal(rows.Select(row => row.Offset), Walk(fleet, new HistoryQuery(client) { At = at, Limit = 2 }).Select(item => item.Offset));
                }

                QueryTests.AssertSame(then.Summary([], at), fleet.Queries.Diff(new DiffQuery(at, at.AddMinutes(20))).From);
            }

            foreach (var client in history.Select(row => row.Client).Distinct())
            {
                var rows = Walk(fleet, new HistoryQuery(client) { Descending = true, Limit = 3 });
                Assert.Equal(oracle.History(client).Select(row => row.Offset).Reverse(), rows.Select(item => item.Offset));
                Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.Equal(pair.Item2.After, pair.Item1.Before));
                if (oracle.History(client)[^1].After.Exists)
                    Assert.Equal(oracle.Clients().Single(known => known.Client == client), fleet.Queries.Explain(client).Client);
            }
        }),
        iter: kind.Trials(40), threads: 1);

    [Fact]
    public void Rows_are_counted_and_not_offsets() => Arbitrary.HistoryOf(21).Sample(
        history => Ends(() =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history.Take(5));
            fleet.Project();
            fleet.Write(history.Skip(5));
            fleet.LeaveOut(history, [(10, 1L << 32), (12, 7L << 32)], marked: false);
            Assert.Equal(history.Count - 5, fleet.Queries.Lag(history[^1].RecordedAt).Rows);
        }),
        iter: kind.Trials(5), threads: 1);

    private static List<HistoryItem> Walk(TestFleet fleet, HistoryQuery query)
    {
        var items = new List<HistoryItem>();
        do
        {
            var page = fleet.Queries.History(query);
            Assert.InRange(page.Items.Count, 1, query.Limit);
            items.AddRange(page.Items);
            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null);
        return items;
    }

    /// <summary>What never ends is a failure, too.</summary>
    private static void Ends(Action ask) => Assert.True(Task.Run(ask).Wait(Patience.Long), "It does not end.");
}

public sealed class HoleTestsOnSqlite() : HoleTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class HoleTestsOnPostgres() : HoleTests(StoreKind.Postgres);
