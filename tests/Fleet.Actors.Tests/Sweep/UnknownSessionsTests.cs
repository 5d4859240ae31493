using Akka.Actor;
using Akka.Event;
using Fleet.Actors.Sessions;
using Fleet.Actors.Sweep;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Journal;
using Fleet.Protocol.Wire;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Sweep;

/// <summary>A node compares the sessions that it is said to hold with those that it does hold.</summary>
public abstract class UnknownSessionsTests(StoreKind kind) : SweepScene(kind)
{
    private const int Here = 7;
    private readonly SessionDirectory _directory = new(Here);
    private readonly StreamPort _port = new(oneClient: false, isHeldUp: () => false);
    private readonly Dictionary<string, LiveSession> _held = [];
    private bool _isLeaving;

    [Fact]
    public void Only_a_session_that_is_missing_in_two_rounds_is_ended()
    {
        for (var number = 0; number < 10; number++)
            Open($"pc-{number}");
        Start(Rule(), Pace);
        Pass(TimeSpan.FromMinutes(3));
        Assert.Empty(Told);

        _directory.Remove(_held["pc-3"]);
        Pass(TimeSpan.FromMinutes(4));
        Assert.Equal(
            ("pc-3", new EndSession(_held["pc-3"].Id, PresenceCause.Broken)), (Assert.Single(Told).Client.Value, Told[0].Body));
        Assert.Equal(PresenceCause.Broken, Clients["pc-3"].Presence.Cause);
    }

    [Fact]
    public void An_end_that_is_on_its_way_keeps_its_cause()
    {
        Open("pc-1");
        Start(Rule(), Pace);
        _directory.Remove(_held["pc-1"]);
        Pass(TimeSpan.FromSeconds(70));
        Assert.Empty(Told);
        Clients.Tell("pc-1", new EndSession(_held["pc-1"].Id, PresenceCause.Goodbye, GoodbyeReason.Unloaded));
        Pass(TimeSpan.FromMinutes(5));
        Assert.Empty(Told);
    }

    [Fact]
    public void A_client_that_came_back_is_not_ended()
    {
        Open("pc-1");
        Start(Rule(), Pace);
        _directory.Remove(_held["pc-1"]);
        Pass(TimeSpan.FromSeconds(70));
        Open("pc-1");
        Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(Connection.Online, Clients["pc-1"].Connection);
    }

    [Fact]
    public void A_node_that_leaves_ends_nothing()
    {
        Open("pc-1");
        Start(Rule(), Pace);
        _isLeaving = true;
        _directory.Remove(_held["pc-1"]);
        Pass(TimeSpan.FromMinutes(5));
        Assert.Empty(Told);
    }

    [Fact]
    public void Sessions_of_other_nodes_are_not_its_business()
    {
        Clients.Tell("pc-1", new OpenSession(new SessionId(Here + 1, 1)));
        Start(Rule(), Pace);
        Pass(TimeSpan.FromMinutes(5));
        Assert.Empty(Told);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _directory.Dispose();
    }

    private static SweepPace Pace => new(Settings.CompareInterval, Settings.ComparePageEvery);

    private UnknownSessionsRule Rule() => new(Here, _directory, () => _isLeaving);

    private void Open(string client)
    {
        var ports = new SessionPorts(ActorRefs.Nobody, ActorRefs.Nobody, _port, new SessionContext(PresenceSettings.Default, Fleet.Time, _directory, new Admission(10, TimeSpan.FromSeconds(1))), NoLogger.Instance);
        var session = new LiveSession(Id(client), _directory.NextId(), new ClientInput.Hello(Id(client), null, 0, null), ports);
        _held[client] = session;
        _directory.Add(session, ActorRefs.Nobody);
        Clients.Tell(client, new OpenSession(session.Id));
    }
}

public sealed class UnknownSessionsTestsOnSqlite() : UnknownSessionsTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class UnknownSessionsTestsOnPostgres() : UnknownSessionsTests(StoreKind.Postgres);
