using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Fleet.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Client;

/// <summary>The actor of one client on Akka's in-memory journal: what it answers, persists and tells its sessions.</summary>
public sealed class ClientActorTests : TestKit
{
    private static readonly ClientId Id = ClientId.Parse("pc-1");
    private static readonly SessionId First = new(1, 1);
    private static readonly SessionId Second = new(1, 2);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    private readonly CountingAdmission _admission = new();
    private readonly ProbeDirectory _directory = new();
    private readonly ClientMetrics _metrics = new();

    public ClientActorTests()
        : base(ConfigurationFactory.ParseString(Patience.Hocon + "akka.persistence.journal.plugin = \"akka.persistence.journal.inmem\"\nakka.loglevel = WARNING"))
    {
    }

    [Fact]
    public void The_first_report_creates_the_client_and_is_answered_with_its_icon()
    {
        var client = Start();
        client.Tell(Command(Report(1, new ReportedFacts { RealTimeScan = RealTimeScan.Stopped })));
        var answer = ExpectMsg<ClientAnswer>();
        Assert.Equal(new Taken(1, Changed: true, Repeated: false), answer.Reply);
        Assert.Equal("offline-conventional-up-to-date-rts-stopped", answer.Icon!.Name);
        Assert.True(View(client).State.Exists);
    }

    [Fact]
    public void A_client_asked_for_that_never_reported_does_not_exist_and_is_not_created()
    {
        var view = View(Start());
        Assert.False(view.State.Exists);
        Assert.Equal(0, view.Offset);
        Assert.Equal(0, _admission.Entered);
    }

    [Fact]
    public void After_a_restart_the_state_is_what_it_was()
    {
        var client = Start();
        client.Tell(Command(Report(1, new ReportedFacts { ScanMethod = ScanMethod.Smart, Roaming = true })));
        ExpectMsg<ClientAnswer>();
        var before = View(client).State;
        Stop(client);
        Assert.Equal(before, View(Start()).State);
    }

    [Fact]
    public void A_report_that_changes_nothing_is_answered_without_a_write()
    {
        var client = Start();
        client.Tell(Command(Report(1, new ReportedFacts { Roaming = true })));
        client.Tell(Command(Report(2, new ReportedFacts { Roaming = true })));
        ExpectMsg<ClientAnswer>();
        Assert.Equal(new Taken(2, Changed: false, Repeated: false), ExpectMsg<ClientAnswer>().Reply);
        Assert.Equal(1, _admission.Entered);
    }

    [Fact]
    public void While_the_journal_fails_nothing_is_acked_without_a_row()
    {
        var client = Start();
        client.Tell(Command(Report(1, new ReportedFacts { Roaming = true })));
        ExpectMsg<ClientAnswer>();
        _admission.Failing = new Refusal(RefusalCode.Unavailable, "away", RetryAfter: TimeSpan.FromSeconds(1));
        ClientCommand[] without = [Report(1, new ReportedFacts { Roaming = true }), Report(2, new ReportedFacts { Roaming = true }), new EndSession(First, PresenceCause.Broken)];
        foreach (var command in without)
        {
            client.Tell(Command(command));
            Assert.Equal(_admission.Failing, Assert.IsType<Refused>(ExpectMsg<ClientAnswer>().Reply).Refusal);
        }

        _admission.Failing = null;
        client.Tell(Command(Report(2, new ReportedFacts { Roaming = true })));
        Assert.Equal(new Taken(2, Changed: false, Repeated: false), ExpectMsg<ClientAnswer>().Reply);
    }

    [Fact]
    public void Every_place_taken_at_the_journal_is_given_back()
    {
        var client = Start();
        for (var seq = 1; seq <= 20; seq++)
            client.Tell(Command(Report(seq, new ReportedFacts { Roaming = seq % 2 == 0 })));
        ReceiveN(20);
        Assert.Equal((20, 20), (_admission.Entered, _admission.Left));
    }

    [Fact]
    public void A_full_journal_refuses_with_a_time_and_the_report_can_be_sent_again()
    {
        var client = Start();
        _admission.Says = new Refusal(RefusalCode.Busy, "full", RetryAfter: TimeSpan.FromSeconds(1));
        client.Tell(Command(Report(1, new ReportedFacts { Roaming = true })));
        var refused = Assert.IsType<Refused>(ExpectMsg<ClientAnswer>().Reply);
        Assert.Equal((1, RefusalCode.Busy, 0), (refused.Seq, refused.Refusal.Code, refused.LastSeq));
        _admission.Says = null;
        client.Tell(Command(Report(1, new ReportedFacts { Roaming = true })));
        Assert.Equal(new Taken(1, Changed: true, Repeated: false), ExpectMsg<ClientAnswer>().Reply);
    }

    [Fact]
    public void A_report_past_its_deadline_is_refused_and_not_folded()
    {
        var client = Start();
        var late = new ToClient(Id, Report(1, new ReportedFacts { Roaming = true }), Deadline.In(TimeSpan.FromSeconds(5), _time));
        _time.Advance(TimeSpan.FromSeconds(6));
        client.Tell(late);
        Assert.Equal(RefusalCode.Expired, Assert.IsType<Refused>(ExpectMsg<ClientAnswer>().Reply).Refusal.Code);
        Assert.False(View(client).State.Exists);
    }

    [Fact]
    public void A_hello_past_its_deadline_takes_the_session_from_nobody()
    {
        var client = Start();
        var living = CreateTestProbe();
        var old = Command(new OpenSession(Second)) with { Deadline = Deadline.In(TimeSpan.FromSeconds(5), _time) };
        _time.Advance(TimeSpan.FromSeconds(6));
        client.Tell(Command(new OpenSession(First)), living);
        living.ExpectMsg<ClientAnswer>();
        client.Tell(old);
        Assert.Equal(RefusalCode.Expired, Assert.IsType<Refused>(ExpectMsg<ClientAnswer>().Reply).Refusal.Code);
        Assert.Equal(First, View(client).State.Presence.Session);
    }

    [Fact]
    public void Icon_changes_are_pushed_to_the_session_that_speaks()
    {
        var client = Start();
        client.Tell(Command(new OpenSession(First)));
        ExpectMsg<ClientAnswer>();
        Assert.Null(ExpectMsg<IconPushed>().Change.From);
        client.Tell(Command(Report(1, new ReportedFacts { RealTimeScan = RealTimeScan.Disabled }, First)));
        ExpectMsg<ClientAnswer>();
        Assert.Equal("online-conventional-up-to-date-rts-disabled", ExpectMsg<IconPushed>().Change.To.Name);
    }

    [Fact]
    public void A_hello_at_another_node_is_sent_to_this_one_if_it_goes_where_it_is_sent()
    {
        var client = Start(new AdvertisedNode(Second.Node + 1, "http://10.0.0.3:5081"));
        client.Tell(Command(new OpenSession(First)) with { MayRedirect = true });
        Assert.Equal(new SessionOver(Id, First, ClosingReason.Redirected, "http://10.0.0.3:5081"), ExpectMsg<SessionOver>());
        Assert.False(View(client).State.Exists);
        client.Tell(Command(new OpenSession(First)));
        Assert.IsType<Opened>(ExpectMsg<ClientAnswer>().Reply);
    }

    [Fact]
    public void A_hello_at_the_node_that_holds_the_client_stays()
    {
        var client = Start(new AdvertisedNode(First.Node, "http://10.0.0.3:5081"));
        client.Tell(Command(new OpenSession(First)) with { MayRedirect = true });
        Assert.IsType<Opened>(ExpectMsg<ClientAnswer>().Reply);
    }

    [Fact]
    public void Where_clients_cannot_be_sent_they_stay()
    {
        var client = Start();
        client.Tell(Command(new OpenSession(First)) with { MayRedirect = true });
        Assert.IsType<Opened>(ExpectMsg<ClientAnswer>().Reply);
    }

    [Fact]
    public void A_newer_session_supersedes_and_the_older_one_is_told()
    {
        var client = Start();
        var older = CreateTestProbe();
        client.Tell(Command(new OpenSession(First)), older);
        older.ExpectMsg<ClientAnswer>();
        older.ExpectMsg<IconPushed>();
        client.Tell(Command(new OpenSession(Second)));
        Assert.Equal(new SessionOver(Id, First, ClosingReason.Superseded), older.ExpectMsg<SessionOver>());
        ExpectMsg<ClientAnswer>();
        client.Tell(Command(Report(1, ReportedFacts.None, First)));
        Assert.Equal(RefusalCode.Superseded, Assert.IsType<Refused>(ExpectMsg<ClientAnswer>().Reply).Refusal.Code);
    }

    [Fact]
    public void A_session_that_waits_for_its_backlog_is_told_too_when_a_newer_one_comes()
    {
        var client = Start();
        var older = CreateTestProbe();
        client.Tell(Command(new OpenSession(First, BacklogThrough: 3)), older);
        Assert.Equal(new Opened(0, Present: false), older.FishForMessage<ClientAnswer>(_ => true).Reply);
        client.Tell(Command(new OpenSession(Second, BacklogThrough: 3)));
        older.FishForMessage<SessionOver>(told => told.Session == First);
    }

    [Fact]
    public void The_session_of_a_client_that_is_forgotten_is_told()
    {
        var client = Start();
        client.Tell(Command(new OpenSession(First)));
        ExpectMsg<ClientAnswer>();
        ExpectMsg<IconPushed>();
        client.Tell(Command(new Forget(Operator.Unknown)));
        Assert.Equal(new SessionOver(Id, First, ClosingReason.Forgotten), ExpectMsg<SessionOver>());
        Assert.Null(ExpectMsg<ClientAnswer>().Icon);
    }

    [Fact]
    public void A_session_that_somebody_else_ends_is_told_and_opens_again()
    {
        var client = Start();
        var session = CreateTestProbe();
        client.Tell(Command(new OpenSession(First)), session);
        session.ExpectMsg<ClientAnswer>();
        session.ExpectMsg<IconPushed>();
        client.Tell(Command(new EndSession(First, PresenceCause.Presumed)));
        ExpectMsg<ClientAnswer>();
        var told = session.ExpectMsg<ClientAnswer>();
        Assert.Equal((new Answered(AnsweredKind.Hello, First), RefusalCode.SessionUnknown), (told.To, Assert.IsType<Refused>(told.Reply).Refusal.Code));
        client.Tell(Command(new OpenSession(First)), session);
        Assert.Equal(new Opened(0, Present: true), session.ExpectMsg<ClientAnswer>().Reply);
    }

    [Fact]
    public void A_session_that_ends_itself_hears_of_it_once()
    {
        var client = Start();
        client.Tell(Command(new OpenSession(First)));
        ExpectMsg<ClientAnswer>();
        ExpectMsg<IconPushed>();
        client.Tell(Command(new EndSession(First, PresenceCause.Silent)));
        client.Tell(Command(new EndSession(First, PresenceCause.Silent)));
        Assert.All(ReceiveN(2).Cast<ClientAnswer>(), answer => Assert.Equal(Core.Clients.Done.Instance, answer.Reply));
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void After_a_recovery_the_session_is_found_by_the_directory()
    {
        var client = Start();
        client.Tell(Command(new OpenSession(First)));
        ExpectMsg<ClientAnswer>();
        ExpectMsg<IconPushed>();
        Stop(client);
        var session = CreateTestProbe();
        _directory.Held[First] = session.Ref;
        Start().Tell(Command(Report(1, new ReportedFacts { RealTimeScan = RealTimeScan.Stopped }, First)));
        Assert.Equal(First, session.ExpectMsg<IconPushed>().Session);
    }

    [Fact]
    public void The_stop_message_waits_after_what_was_accepted()
    {
        var client = Watch(Start());
        client.Tell(Command(Report(1, new ReportedFacts { Roaming = true })));
        client.Tell(Command(Report(2, new ReportedFacts { Roaming = false })));
        client.Tell(StopClient.Instance);
        Assert.Equal(1, Assert.IsType<Taken>(ExpectMsg<ClientAnswer>().Reply).Seq);
        Assert.Equal(2, Assert.IsType<Taken>(ExpectMsg<ClientAnswer>().Reply).Seq);
        ExpectTerminated(client);
    }

    private static ToClient Command(ClientCommand command) => new(Id, command);

    private TakeReport Report(long seq, ReportedFacts facts, SessionId? via = null) => new(seq, seq - 1, _time.GetUtcNow(), facts, via);

    private IActorRef Start(AdvertisedNode? here = null) => Sys.ActorOf(Props.Create<ClientActor>(
        Id.Value, new ClientEnvironment(ClientRules.Default, _time, _admission, _directory, _metrics, Here: here)));

    private void Stop(IActorRef client)
    {
        Watch(client);
        client.Tell(StopClient.Instance);
        ExpectTerminated(client);
        Unwatch(client);
    }

    private ClientView View(IActorRef client)
    {
        client.Tell(new ToClient(Id, new GetClient()));
        return ExpectMsg<ClientView>();
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _metrics.Dispose();
    }

    private sealed class ProbeDirectory : ISessionDirectory
    {
        public Dictionary<SessionId, ICanTell> Held { get; } = [];

        public ICanTell? Find(ClientId client, SessionId session) => Held.GetValueOrDefault(session);
    }
}
