using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests.Queries;

/// <summary>Every answer is that of a fold over the whole journal.</summary>
public abstract class QueryTests(StoreKind kind)
{
    [Fact]
    public void Pages_put_together_are_the_list() => Gen.Select(Arbitrary.History, ArbitraryQueries.Query.Array[20]).Sample(
        (history, queries) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Time.SetUtcNow(Arbitrary.Later);
            fleet.Project();
            var oracle = new Oracle(history);
            foreach (var query in queries)
                Assert.Equal(oracle.Clients(query), Walk(fleet.Queries, query, oracle.Offset));
        },
        iter: kind.Trials(40), threads: 1);

    [Fact]
    public void Pages_of_a_moment_put_together_are_the_list_of_that_moment() => Gen.Select(Arbitrary.History, ArbitraryQueries.Query.Array[4], Gen.Int[0, 120].Array[2]).Sample(
        (history, queries, minutes) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Time.SetUtcNow(Arbitrary.Later);
            foreach (var (query, minute) in queries.SelectMany(query => minutes.Select(minute => (query, minute))))
            {
                var at = Arbitrary.Start.AddMinutes(minute);
                var past = query with { At = at, Order = ClientOrder.ClientId, Descending = false };
                if (history.Count > 0 && history[0].RecordedAt <= at)
                    Assert.Equal(new Oracle(history).Until(at).Clients(past), Walk(fleet.Queries, past, new Oracle(history).Until(at).Offset));
            }
        },
        iter: kind.Trials(30), threads: 1);

    [Fact]
    public void Groups_of_now_and_of_any_moment_are_counted_the_worst_first() => Gen.Select(Arbitrary.History, ArbitraryQueries.Groups, Gen.Int[0, 120], Gen.Int[1, 3]).Sample(
        (history, groups, minute, limit) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Time.SetUtcNow(Arbitrary.Later);
            fleet.Project();
            AssertGroups(fleet.Queries, new Oracle(history), new GroupsQuery { Groups = groups, Limit = limit });
            var at = Arbitrary.Start.AddMinutes(minute);
            if (history.Count > 0 && history[0].RecordedAt <= at)
                AssertGroups(fleet.Queries, new Oracle(history).Until(at), new GroupsQuery { Groups = groups, Limit = limit, At = at });
        },
        iter: kind.Trials(50), threads: 1);

    [Fact]
    public void Changes_of_a_stretch_of_time_are_all_rows_of_it() => Gen.Select(Arbitrary.History, ArbitraryQueries.Filter.Array[4], Gen.Int[-10, 160], Gen.Int[0, 60], Gen.Int[1, 4]).Sample(
        (history, filters, start, length, limit) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Time.SetUtcNow(Arbitrary.Later);
            var from = Arbitrary.Start.AddMinutes(start);
            foreach (var filter in filters.Append(ClientFilter.All).Where(_ => history.Count > 0 && history[0].RecordedAt <= from.AddMinutes(length)))
            {
                var query = new ChangesQuery(from, from.AddMinutes(length)) { Filter = filter, Limit = limit };
                var (expected, found) = (new Oracle(history).Changes(query), new List<FleetChange>());
                do
                {
                    var page = fleet.Queries.Changes(query);
                    Assert.InRange(page.Items.Count, 0, limit);
                    found.AddRange(page.Items);
                    query = query with { Cursor = page.Next };
                }
                while (query.Cursor is not null);
                Assert.Equal(expected, found);
            }
        },
        iter: kind.Trials(50), threads: 1);

    [Fact]
    public void Counts_of_now_and_of_any_moment_are_those_of_the_clients() => Gen.Select(Arbitrary.History, ArbitraryQueries.Groups.Array[4], Gen.Int[0, 120].Array[4]).Sample(
        (history, groups, minutes) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Time.SetUtcNow(Arbitrary.Later);
            fleet.Project();
            foreach (var some in groups)
            {
                AssertSame(new Oracle(history).Summary(some, at: null), fleet.Queries.Summary(some));
                foreach (var at in minutes.Select(minute => Arbitrary.Start.AddMinutes(minute)))
                {
                    if (history.Count == 0 || history[0].RecordedAt > at)
                        Assert.Equal(QueryFault.BeforeBegin, Assert.Throws<QueryException>(() => fleet.Queries.Summary(at, some)).Code);
                    else
                        AssertSame(new Oracle(history).Until(at).Summary(some, at), fleet.Queries.Summary(at, some));
                }
            }
        },
        iter: kind.Trials(50), threads: 1);

    [Fact]
    public void Each_client_is_as_it_was_at_any_moment() => Gen.Select(Arbitrary.History, Gen.Int[0, 120].Select(minute => Arbitrary.Start.AddMinutes(minute))).Sample(
        (history, at) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Time.SetUtcNow(Arbitrary.Later);
            fleet.Project();
            var oracle = new Oracle(history);
            foreach (var client in history.Select(row => row.Client).Distinct())
            {
                AssertClient(oracle, client, () => fleet.Queries.Client(client));
                if (history[0].RecordedAt <= at)
                    AssertClient(oracle.Until(at), client, () => fleet.Queries.Client(client, at));
            }
        },
        iter: kind.Trials(50), threads: 1);

    [Fact]
    public void A_history_has_every_change() => Gen.Select(Arbitrary.History, Gen.Int[1, 4], Gen.Bool).Sample(
        (history, limit, descending) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Time.SetUtcNow(Arbitrary.Later);
            foreach (var client in history.Select(row => row.Client).Distinct())
            {
                var expected = new Oracle(history).History(client).Select(row => new HistoryItem(row.Offset, row.RecordedAt, row.Event, row.Before, row.After));
                var query = new HistoryQuery(client) { Limit = limit, Descending = descending };
                var items = new List<HistoryItem>();
                do
                {
                    var page = fleet.Queries.History(query);
                    Assert.InRange(page.Items.Count, 1, limit);
                    items.AddRange(page.Items);
                    query = query with { Cursor = page.Next };
                }
                while (query.Cursor is not null);
                Assert.Equal(descending ? expected.Reverse() : expected, items);
            }
        },
        iter: kind.Trials(50), threads: 1);

    [Fact]
    public void A_diff_names_every_client_that_moved() => Gen.Select(
        Arbitrary.History, Gen.Select(ArbitraryQueries.Groups, Gen.Int[0, 160], Gen.Int[0, 60], Gen.Int[1, 4]).Array[10]).Sample(
        (history, windows) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Time.SetUtcNow(Arbitrary.Later);
            fleet.Project();
            foreach (var (groups, start, length, limit) in windows)
            {
                var from = Arbitrary.Start.AddMinutes(start);
                if (history.Count > 0 && history[0].RecordedAt <= from)
                    AssertMoves(fleet, history, new DiffQuery(from, from.AddMinutes(length)) { Groups = groups, Limit = limit });
            }
        },
        iter: kind.Trials(60), threads: 1);

    [Fact]
    public void An_explanation_names_the_change_that_made_each_fact() => Arbitrary.History.Sample(
        history =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Time.SetUtcNow(Arbitrary.Later);
            foreach (var client in new Oracle(history).Clients())
            {
                var explanation = fleet.Queries.Explain(client.Client);
                Assert.Equal(client, explanation.Client);
                var life = new Oracle(history).History(client.Client);
                life = life[(life.FindLastIndex(row => !row.After.Exists) + 1)..];
                foreach (var fact in Enum.GetValues<Fact>().Where(fact => fact != Fact.None))
                {
                    // Backwards as long as the fact stays what it is, and is not told anew.
                    var origin = life.LastOrDefault(row =>
                        !Value(row.Before, fact).Equals(Value(row.After, fact)) || (row.Event is ReportTaken report && report.Changed.Which.HasFlag(fact)));
                    Assert.Equal(origin?.Offset, explanation.Facts.GetValueOrDefault(fact)?.Offset);
                    if (client.State.SinceOf(fact) is { } since)
                        Assert.Equal(since, origin?.Event.ObservedAt);
                }

                Assert.Equal(life.LastOrDefault(row => row.Before.Presence != row.After.Presence)?.Offset, explanation.Presence?.Offset);
            }
        },
        iter: kind.Trials(50), threads: 1);

    private static void AssertMoves(TestFleet fleet, List<Happening> history, DiffQuery query)
    {
        var (then, now) = (new Oracle(history).Until(query.From), new Oracle(history).Until(query.To));
        var expected = then.Moves(query.Groups, now);
        var found = new List<FleetDiff.ClientMoveJson>();
        do
        {
            var diff = fleet.Queries.Diff(query);
            AssertSame(then.Summary(query.Groups, query.From), diff.From);
            AssertSame(now.Summary(query.Groups, query.To), diff.To);
            Assert.Equal(
                expected.GroupBy(move => (move.From, move.To)).ToDictionary(move => move.Key, move => move.LongCount()),
                diff.Moves.ToDictionary(move => (move.From, move.To), move => move.Count));
            found.AddRange(diff.Items);
            query = query with { Cursor = diff.Next };
        }
        while (query.Cursor is not null);
        Assert.Equal(expected, found);
    }

    private static void AssertGroups(FleetQueries queries, Oracle oracle, GroupsQuery query)
    {
        var (all, found) = (oracle.Summary(query.Groups, query.At), new List<FleetSummary.GroupJson>());
        do
        {
            var page = queries.Groups(query);
            AssertSame(all with { ByGroup = page.Items!.ToDictionary(group => group.Group, group => group.Total) }, page);
            Assert.InRange(page.Items!.Count, 0, query.Limit);
            Assert.Equal(all.ByGroup.Count, page.Groups);
            found.AddRange(page.Items);
            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null);
        Assert.Equivalent(oracle.Groups(query.Groups), found, strict: true);
    }

    internal static List<ClientRecord> Walk(FleetQueries queries, ClientsQuery query, long offset)
    {
        var (found, totals, filter) = (new List<ClientRecord>(), new List<long?>(), query.Filter);
        do
        {
            var page = queries.Clients(query);
            Assert.Equal(offset, page.Offset);
            Assert.InRange(page.Items.Count, page.Next is null ? 0 : query.Limit, query.Limit);
            found.AddRange(page.Items);
            totals.Add(page.Total);
            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null);
        // What no counter tells is counted where that is few.
        var isOfSettings = filter.ValuesOf(ClientFilters.SettingsState).Count + filter.ValuesOf(ClientFilters.RoamingPrivilege).Count > 0;
        var isCounted = query.At is null && ((!isOfSettings && filter.ValuesOf(ClientFilters.Prefix).Count == 0 && filter.ValuesOf(ClientFilters.Part).Count == 0 && filter.ValuesOf(ClientFilters.OfflineSince).Count == 0) || totals.Count == 1);
        Assert.All(totals, total => Assert.Equal(isCounted ? found.Count : total is null ? null : found.Count, total));
        return found;
    }

    internal static void AssertSame(FleetSummary expected, FleetSummary found)
    {
        Assert.Equal((expected.Offset, expected.At, expected.Total), (found.Offset, found.At, found.Total));
        Assert.Equal(expected.ByConnection, found.ByConnection);
        Assert.Equal(expected.ByIcon, found.ByIcon);
        Assert.Equal(expected.ByCondition, found.ByCondition);
        Assert.Equal(expected.ByGroup, found.ByGroup);
        Assert.Equal(expected.NeedsAction, found.NeedsAction);
        Assert.Equal(expected.NeedsActionBy, found.NeedsActionBy);
    }

    internal static void AssertClient(Oracle oracle, ClientId client, Func<ClientRecord> ask)
    {
        if (oracle.Clients().SingleOrDefault(record => record.Client == client) is { } expected)
            Assert.Equal(expected, ask());
        else
            Assert.Equal(oracle.History(client).Count == 0 ? QueryFault.NotFound : QueryFault.Forgotten, Assert.Throws<QueryException>(ask).Code);
    }

    private static (object, bool) Value(Core.Clients.ClientState state, Fact fact) => (fact switch
    {
        Fact.Pattern => state.Pattern,
        Fact.Group => state.Group,
        _ => (object)state.Numbers[fact],
    }, state.Reported.HasFlag(fact));
}

public sealed class QueryTestsOnSqlite() : QueryTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class QueryTestsOnPostgres() : QueryTests(StoreKind.Postgres);
