using CsCheck;
using Fleet.Core.Clients;
using Fleet.ReadModel.Queries;
using Fleet.ReadModel.Store;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests.Queries;

/// <summary>What operators did: every row that comes of it is in the list, in batches of any size, page by page, and after a rebuild.</summary>
public abstract class AuditTests(StoreKind kind)
{
    [Fact]
    public void Every_act_is_listed_once_whatever_is_asked() => Gen.Select(
        Arbitrary.History.Where(rows => rows.Count > 1), Gen.Int[1, 4], Gen.Bool, Gen.Int[-10, 130], Gen.Int[-10, 130], Gen.OneOf<string?>(null, "forget", "put-tag"), Gen.OneOf<string?>(null, "a", "b-1")).Sample(
        (written, limit, descending, from, to, what, target) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(written);
            fleet.Time.SetUtcNow(Arbitrary.Later);
            fleet.Project();
            var (earlier, later) = (Arbitrary.Start.AddMinutes(Math.Min(from, to)), Arbitrary.Start.AddMinutes(Math.Max(from, to)));
            var query = new AuditQuery { Limit = limit, Descending = descending, What = what is null ? [] : [what], Targets = target is null ? [] : [target] };
            var wanted = ActsOf(written).Where(act => (what is null || act.What == what) && (target is null || act.Target == target)).ToList();
            AssertSame(wanted, descending, Walk(fleet, query));
            // One that ends before the journal begins is refused, as of other lists.
            if (later >= written[0].RecordedAt)
                AssertSame([.. wanted.Where(act => act.RecordedAt > earlier && act.RecordedAt <= later)], descending, Walk(fleet, query with { From = earlier, To = later }));
            fleet.Projection.Rebuild();
            fleet.Project();
            AssertSame(wanted, descending, Walk(fleet, query));
        },
        iter: kind.Trials(30), threads: 1);

    [Fact]
    public void Who_is_rare_among_many_is_found_page_by_page()
    {
        using var fleet = new TestFleet(kind);
        fleet.Write(Forgotten(count: 21, by: number => number == 20 ? "rare" : "usual"));
        fleet.Time.SetUtcNow(Arbitrary.Later);
        fleet.Project();
        Assert.Equal(["c-20"], fleet.Queries.Audit(new AuditQuery { Who = ["rare"], Limit = 1 }).Items.Select(act => act.Target));
        Assert.Equal(["c-20", "c-19"], fleet.Queries.Audit(new AuditQuery { Descending = true, Limit = 2 }).Items.Select(act => act.Target));
        Assert.Empty(fleet.Queries.Audit(new AuditQuery { Who = ["nobody"] }).Items);
    }

    [Fact]
    public void A_page_of_another_question_is_not_gone_on_with()
    {
        using var fleet = new TestFleet(kind);
        fleet.Write(Forgotten(count: 3, by: _ => "open"));
        fleet.Time.SetUtcNow(Arbitrary.Later);
        fleet.Project();
        var next = fleet.Queries.Audit(new AuditQuery { Limit = 1 }).Next;
        Assert.NotNull(next);
        Assert.Equal(QueryFault.BadCursor, Assert.Throws<QueryException>(() => fleet.Queries.Audit(new AuditQuery { Limit = 1, Who = ["open"], Cursor = next })).Code);
        Assert.Equal(QueryFault.OutOfRange, Assert.Throws<QueryException>(() => fleet.Queries.Audit(new AuditQuery { Limit = 0 })).Code);
    }

    /// <summary>Clients that are told of and forgotten, one after the other.</summary>
    private static List<Happening> Forgotten(int count, Func<int, string> by) => [.. Enumerable.Range(0, count).SelectMany(number =>
    {
        var flip = new Flips($"c-{number}").Next(1)[0];
        var forgotten = new Forgotten(Arbitrary.Start, flip.After.LastSeq) { Act = new Act(new Operator(by(number), "192.0.2.7"), "forget") };
        return (Happening[])[flip, new Happening(flip.Client, 2, Arbitrary.Start, forgotten, flip.After, Core.Clients.Client.Apply(flip.After, forgotten))];
    })];

    private static IEnumerable<RecordedAct> ActsOf(IEnumerable<Happening> rows) => rows.Where(row => row.Event.Act is not null).Select(row => new RecordedAct(
        row.Offset, row.RecordedAt, row.Client.Value, row.Event.Act!.Operator.By, Address(row.Event.Act), row.Event.Act.What, row.Event.Act.Before, row.Event.Act.After));

    private static string? Address(Act act) => act.Operator.Address.Length == 0 ? null : act.Operator.Address;

    private static void AssertSame(List<RecordedAct> wanted, bool descending, List<RecordedAct> found) => Assert.Equal(descending ? wanted.AsEnumerable().Reverse() : wanted, found);

    private static List<RecordedAct> Walk(TestFleet fleet, AuditQuery query)
    {
        var found = new List<RecordedAct>();
        string? next = null;
        do
        {
            var page = fleet.Queries.Audit(query with { Cursor = next });
            Assert.InRange(page.Items.Count, 0, query.Limit);
            found.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return found;
    }
}

public sealed class AuditTestsOnSqlite() : AuditTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class AuditTestsOnPostgres() : AuditTests(StoreKind.Postgres);
