using CsCheck;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests.Queries;

/// <summary>Lists that are walked while clients change.</summary>
public abstract class ChangingTests(StoreKind kind)
{
    [Fact]
    public void No_client_comes_twice_and_none_that_did_not_change_is_missing() => Gen.Select(Arbitrary.History, ArbitraryQueries.Query, Gen.Frequency((3, true), (1, false)), Gen.Int[0, 60]).Sample(
        (history, query, everybody, first) =>
        {
            using var fleet = new TestFleet(kind);
            var (before, after) = (history.Take(first).ToList(), history.Skip(first).ToList());
            fleet.Write(before);
            fleet.Project();
            query = query with { Limit = 1, Filter = everybody ? ClientFilter.All : query.Filter };
            var found = new List<ClientRecord>();
            do
            {
                var page = fleet.Queries.Clients(query);
                found.AddRange(page.Items);
                query = query with { Cursor = page.Next };
                fleet.Write(after.Take(3));
                fleet.Project();
                after.RemoveRange(0, Math.Min(3, after.Count));
            }
            while (query.Cursor is not null);

            Assert.Equal(found.Count, found.DistinctBy(client => client.Client).Count());
            var changed = history.Skip(first).Select(row => row.Client).ToHashSet();
            Assert.Equal(
                new Oracle(before).Clients(query).Where(client => !changed.Contains(client.Client)),
                found.Where(client => !changed.Contains(client.Client)));
        },
        iter: kind.Trials(100), threads: 1);

    [Fact]
    public void A_part_of_an_id_is_found_while_ids_come_and_go_and_tables_are_built_anew() => Gen.Select(Arbitrary.HistoryOf(40), Gen.OneOf("1", "a", "b-1", "-"), Gen.Int[0, 3]).Sample(
        (history, part, rebuilt) =>
        {
            using var fleet = new TestFleet(kind);
            var query = new ClientsQuery { Filter = ClientFilter.All.With(ClientFilters.Part, ClientId.Parse(part)), Order = ClientOrder.Icon, Limit = 2 };
            var written = new List<Happening>();
            foreach (var (i, some) in history.Chunk(Math.Max(1, history.Count / 4)).Index())
            {
                fleet.Write(some);
                written.AddRange(some);
                fleet.Project();
                if (i == rebuilt)
                {
                    fleet.Projection.Rebuild();
                    fleet.Project();
                }

                var oracle = new Oracle(written);
                Assert.Equal(oracle.Clients(query), QueryTests.Walk(fleet.Queries, query, oracle.Offset));
            }
        },
        iter: kind.Trials(40), threads: 1);
}

public sealed class ChangingTestsOnSqlite() : ChangingTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class ChangingTestsOnPostgres() : ChangingTests(StoreKind.Postgres);
