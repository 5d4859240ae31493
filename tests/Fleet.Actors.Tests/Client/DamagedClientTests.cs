using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.TestKit;
using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Journal;
using Fleet.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Client;

/// <summary>A client whose last row is damaged: nothing that was acknowledged is forgotten in silence, and an operator has a way out.</summary>
public sealed class DamagedClientTests : IDisposable
{
    private static readonly ClientId Id = ClientId.Parse("pc-1");
    private static readonly SessionId Session = new(1, 1);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    private readonly TestStore _store = new(StoreKind.Sqlite);
    private readonly ClientMetrics _metrics = new();

    public void Dispose()
    {
        _metrics.Dispose();
        _store.Dispose();
    }

    [Fact]
    public void Nothing_of_it_is_taken_and_nothing_acknowledged()
    {
        Report(1, 2, 3);
        Flip(offset: 3);
        using var system = JournalSystem.Start(_store);
        var (client, region) = Start(system);
        foreach (var command in (ClientCommand[])[Told(4), Told(3), Told(1), new OpenSession(Session)])
        {
            var refused = Assert.IsType<Refused>(Answer(system, client, command));
            Assert.Equal((RefusalCode.Unavailable, TimeSpan.FromMinutes(1)), (refused.Refusal.Code, refused.Refusal.RetryAfter));
            Assert.Equal(command is TakeReport report ? (report.Seq, report.Acked) : (0, 0), (refused.Seq, refused.LastSeq));
            // It does not stay, so that the row may be repaired.
            Assert.Equal(StopClient.Instance, region.ExpectMsg<Passivate>().StopMessage);
        }

        // Who tells these would tell them again for ever, and there is nothing to be ended or judged.
        Assert.IsType<Core.Clients.Done>(Answer(system, client, new EndSession(Session, PresenceCause.Broken)));
        Assert.IsType<Core.Clients.Done>(Answer(system, client, new Reconsider()));
        client.Tell(new ToClient(Id, new GetClient()), system.TestActor);
        var view = system.ExpectMsg<ClientView>();
        Assert.Equal((false, 3), (view.State.Exists, view.Offset));
        Assert.Equal("Row 3 of client pc-1, at offset 3, recorded 2026-03-02T08:00:00.000Z, cannot be read: its checksum is wrong", view.Damage);
        system.Stop();
        using var store = JournalSystem.Settings(_store).Store.OpenStore();
        Assert.Equal(3, store.ReadLast(["pc-1"]).Single().SequenceNr);
    }

    [Fact]
    public void One_that_is_forgotten_begins_anew_and_its_numbers_go_on()
    {
        Report(1, 2, 3);
        Flip(offset: 3);
        using (var system = JournalSystem.Start(_store))
        {
            var (client, _) = Start(system);
            client.Tell(new ToClient(Id, new Forget(Operator.Unknown)), system.TestActor);
            var forgotten = system.ExpectMsg<ClientAnswer>();
            Assert.Equal((Core.Clients.Done.Instance, 4), (forgotten.Reply, forgotten.Offset));
            Assert.Equal(new Opened(0, Present: true), Answer(system, client, new OpenSession(Session)));
            Assert.Equal(new Taken(4, Changed: true, Repeated: false), Answer(system, client, Told(4)));
            system.Stop();
        }

        using var next = JournalSystem.Start(_store);
        Assert.Equal(new Taken(4, Changed: false, Repeated: true), Answer(next, Start(next).Client, Told(4)));
    }

    [Fact]
    public void One_whose_row_is_repaired_goes_on()
    {
        Report(1, 2, 3);
        Flip(offset: 3);
        using (var system = JournalSystem.Start(_store))
        {
            Assert.IsType<Refused>(Answer(system, Start(system).Client, Told(4)));
            system.Stop();
        }

        Flip(offset: 3);
        using var next = JournalSystem.Start(_store);
        var (client, _) = Start(next);
        Assert.Equal(new Taken(3, Changed: false, Repeated: true), Answer(next, client, Told(3)));
        Assert.Equal(new Taken(4, Changed: true, Repeated: false), Answer(next, client, Told(4)));
    }

    [Fact]
    public void A_damaged_row_before_the_last_one_does_it_no_harm()
    {
        Report(1, 2, 3);
        Flip(offset: 2);
        using var system = JournalSystem.Start(_store);
        Assert.Equal(new Taken(4, Changed: true, Repeated: false), Answer(system, Start(system).Client, Told(4)));
    }

    private void Report(params long[] numbers)
    {
        using var system = JournalSystem.Start(_store, settings => settings.Store.OpenStore(), _time);
        var (client, _) = Start(system);
        foreach (var seq in numbers)
            Assert.Equal(new Taken(seq, Changed: true, Repeated: false), Answer(system, client, Told(seq)));
        system.Stop();
    }

    private void Flip(long offset) => _store.Damage([offset], bytes =>
    {
        bytes[5] ^= 0x40;
        return bytes;
    });

    private TakeReport Told(long seq) =>
        new(seq, seq - 1, _time.GetUtcNow(), new ReportedFacts { RealTimeScan = seq % 2 == 0 ? RealTimeScan.Enabled : RealTimeScan.Stopped });

    private (IActorRef Client, TestProbe Region) Start(JournalSystem system)
    {
        var region = system.CreateTestProbe();
        var environment = new ClientEnvironment(ClientRules.Default, _time, FleetJournalExtension.Of(system.Sys).Admission, new NoSessions(), _metrics);
        return (region.ChildActorOf(Props.Create<ClientActor>(Id.Value, environment)), region);
    }

    private static ClientReply Answer(JournalSystem system, IActorRef client, ClientCommand command)
    {
        client.Tell(new ToClient(Id, command), system.TestActor);
        return system.FishForMessage<ClientAnswer>(_ => true).Reply;
    }

    private sealed class NoSessions : ISessionDirectory
    {
        public ICanTell? Find(ClientId client, SessionId session) => null;
    }
}
