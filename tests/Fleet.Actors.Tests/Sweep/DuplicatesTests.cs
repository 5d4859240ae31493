using Fleet.Actors.Sweep;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Sweep;

/// <summary>Two machines with one identity are two until the second one has not been heard for a while.</summary>
public abstract class DuplicatesTests(StoreKind kind) : SweepScene(kind)
{
    private static readonly TimeSpan Window = ClientRules.Default.DuplicateWindow;
    private static readonly ClientFilter Duplicates = ClientFilter.All.With(ClientFilters.Condition, Conditions.DuplicateIdentity);
    private long _sessions;

    private string[] Listed => [.. Fleet.Queries.Clients(new ClientsQuery { Filter = Duplicates }).Items.Select(client => client.Client.Value)];

    [Fact]
    public void Who_is_found_is_listed_and_counted_until_it_is_over()
    {
        for (var number = 0; number < 6; number++)
            Fight($"pc-{number}");
        Hello("alone");
        Start(new DuplicatesRule(ClientRules.Default, Fleet.Time));
        Pass(Window);
        Assert.Equal(6, Listed.Length);
        Assert.Equal((7, 6), (Fleet.Queries.Summary([]).Total, Fleet.Queries.Summary([]).ByCondition[Conditions.DuplicateIdentity]));
        Assert.Empty(Told);

        // One of them goes on.
        Hello("pc-3");
        Pass(Window / 2);
        Assert.Equal(["pc-3"], Listed);
        Assert.Equal(5, Clients.Rows.Count(row => row.Event is IdentityJudged { IsDuplicate: false }));
        Assert.Equal(ClientState.None.Conditions, Fleet.Queries.Client(Id("pc-2")).State.Conditions);
        Pass(Window);
        Assert.Empty(Listed);
        Assert.Equal(12, Clients.Rows.Count(row => row.Event is IdentityJudged));
    }

    [Fact]
    public void What_was_is_answered_for_the_past_and_explained()
    {
        var found = Fight("pc-1");
        Start(new DuplicatesRule(ClientRules.Default, Fleet.Time));
        Pass(Window * 2);
        Assert.Equal((1, 0), (
            Fleet.Queries.Summary(found.RecordedAt, []).ByCondition[Conditions.DuplicateIdentity], Fleet.Queries.Summary(Now, []).ByCondition[Conditions.DuplicateIdentity]));
        var then = Fleet.Queries.Explain(Id("pc-1"), found.RecordedAt);
        Assert.Equal((found.Offset, found.Event.ObservedAt), (then.Duplicate!.Offset, then.Client.State.Duplicate!.Since));
        Assert.Null(Fleet.Queries.Explain(Id("pc-1")).Duplicate);
        Assert.Equal([true, false], Fleet.Queries.History(new HistoryQuery(Id("pc-1"))).Items.Select(item => item.Event).OfType<IdentityJudged>().Select(judged => judged.IsDuplicate));
    }

    /// <summary>The row by which they are found.</summary>
    private Happening Fight(string client)
    {
        while (!Clients.History(client).Any(row => row is IdentityJudged))
            Hello(client);
        return Clients.Rows[^1];
    }

    private void Hello(string client) => Clients.Tell(client, new OpenSession(new SessionId(7, ++_sessions)));
}

public sealed class DuplicatesTestsOnSqlite() : DuplicatesTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class DuplicatesTestsOnPostgres() : DuplicatesTests(StoreKind.Postgres);
