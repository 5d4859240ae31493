using Akka.Event;
using Fleet.Actors.Sweep;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Journal;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Sweep;

/// <summary>Sessions of nodes that are gone.</summary>
public abstract class LostSessionsTests(StoreKind kind) : SweepScene(kind)
{
    private const int Gone = -3;
    private const int Here = 7;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AlmostGrace = TimeSpan.FromSeconds(58);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly Admission _admission = new(places: 1, TimeSpan.FromMilliseconds(250));
    private HashSet<int>? _members = [Here];

    [Fact]
    public void Clients_that_do_not_come_back_are_presumed_offline_after_the_grace_period()
    {
        Hellos(Gone, 30);
        Start(Rule());
        Pass(AlmostGrace);
        Assert.Empty(Told);
        Pass(Soon);
        Assert.Equal(30, Told.Count);
        Assert.All(Enumerable.Range(0, 30), number => Assert.Equal(
            (Connection.Offline, PresenceCause.Presumed), (Clients[Name(number)].Connection, Clients[Name(number)].Presence.Cause)));
        Pass(Grace);
        Assert.Equal(30, Told.Count);
    }

    [Fact]
    public void A_restart_does_not_ripple_through_the_fleet()
    {
        Hellos(Gone, 10);
        Start(Rule());
        Pass(AlmostGrace);
        Hellos(Here, 9);
        Pass(Grace);
        Assert.All(Enumerable.Range(0, 9), number => Assert.All(Clients.History(Name(number)), happened => Assert.IsType<SessionOpened>(happened)));
        Assert.All(Enumerable.Range(0, 9), number => Assert.Equal(Connection.Online, Clients[Name(number)].Connection));
        Assert.Equal(PresenceCause.Presumed, Clients[Name(9)].Presence.Cause);
    }

    [Fact]
    public void A_client_that_came_back_unseen_stays_online()
    {
        Hellos(Gone, 1);
        Start(Rule());
        Pass(TimeSpan.FromSeconds(59));
        IsProjecting = false;
        Hellos(Here, 1);
        Pass(TimeSpan.FromSeconds(3));
        Assert.IsType<EndSession>(Assert.Single(Told).Body);
        Assert.Equal(Connection.Online, Clients[Name(0)].Connection);
        Assert.Equal(2, Clients.Rows.Count);
    }

    [Fact]
    public void The_grace_period_counts_while_the_journal_takes_what_clients_say()
    {
        Hellos(Gone, 1);
        Start(Rule());
        _admission.Fail("no space", TimeSpan.FromSeconds(1));
        Pass(TimeSpan.FromMinutes(10));
        _admission.Recover();
        Pass(AlmostGrace);
        Assert.Empty(Told);
        Pass(Soon);
        Assert.Single(Told);
    }

    [Fact]
    public void It_is_longer_while_clients_are_turned_away_but_not_for_ever()
    {
        Hellos(Gone, 1);
        Start(Rule());
        Assert.Null(_admission.Enter());
        for (var second = 0; second < 9 * Grace.TotalSeconds; second++)
        {
            Assert.NotNull(_admission.Enter());
            Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(Told);
        for (var second = 0; second < 2 * Grace.TotalSeconds; second++)
        {
            Assert.NotNull(_admission.Enter());
            Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Single(Told);
    }

    [Fact]
    public void A_time_in_which_the_process_was_stopped_does_not_count()
    {
        Hellos(Gone, 1);
        Start(Rule());
        Pass(TimeSpan.FromSeconds(10));
        Fleet.Time.Advance(TimeSpan.FromHours(1));
        Pass(TimeSpan.FromSeconds(40));
        Assert.Empty(Told);
        Pass(TimeSpan.FromSeconds(15));
        Assert.Single(Told);
    }

    [Fact]
    public void Each_lost_node_has_a_grace_period_of_its_own()
    {
        Hellos(Gone, 1);
        Clients.Tell("other", new OpenSession(new SessionId(Here, 99)));
        Start(Rule());
        Pass(TimeSpan.FromSeconds(30));
        _members = [1971];
        Pass(TimeSpan.FromSeconds(40));
        Assert.Equal(Name(0), Assert.Single(Told).Client.Value);
        Pass(TimeSpan.FromSeconds(30));
        Assert.Equal("other", Told[^1].Client.Value);
    }

    [Fact]
    public void Nodes_in_the_cluster_are_not_touched_and_a_node_outside_judges_nobody()
    {
        Hellos(Here, 5);
        Start(Rule());
        Pass(2 * Grace);
        _members = null;
        Pass(2 * Grace);
        Assert.Empty(Told);
    }

    [Fact]
    public void Ends_that_are_refused_are_repeated_until_they_are_done()
    {
        Hellos(Gone, 10);
        Start(Rule());
        Clients.Refusal = new Refusal(RefusalCode.Unavailable, "down", RetryAfter: TimeSpan.FromSeconds(1));
        Pass(Grace + Grace);
        Assert.InRange(Told.Count, Settings.Page, 70 * Settings.Page);
        Clients.Refusal = null;
        Pass(Soon);
        Assert.Equal(10, Clients.Rows.Count(row => row.Event is SessionEnded { Cause: PresenceCause.Presumed }));
    }

    private LostSessionsRule Rule() => new(() => _members, new ReadyTime(_admission, new Fleet.Actors.Gates.HelloGate(1, 1, _admission, Fleet.Time), Fleet.Time), Grace, NoLogger.Instance);

    private static string Name(int number) => $"pc-{number:00}";

    private void Hellos(int node, int count)
    {
        for (var number = 0; number < count; number++)
            Clients.Tell(Name(number), new OpenSession(new SessionId(node, number + 1)));
    }
}

public sealed class LostSessionsTestsOnSqlite() : LostSessionsTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class LostSessionsTestsOnPostgres() : LostSessionsTests(StoreKind.Postgres);
