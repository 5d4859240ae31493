using System.Globalization;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Fleet.Actors.Client;
using Fleet.Actors.Members;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Journal;
using Fleet.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Members;

public sealed class StandstillTests : TestKit
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(7);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    private TimeSpan? _told;

    public StandstillTests()
        : base(Patience.Hocon + "akka.persistence.journal.plugin = \"akka.persistence.journal.inmem\"\nakka.loglevel = WARNING")
    {
    }

    [Fact]
    public void A_standstill_is_known_at_once_for_good_and_told_once()
    {
        using var watch = new StandstillWatch(Limit, _time, gap => _told = gap);
        Assert.False(watch.HasStoodStill);
        _time.Advance(Limit + TimeSpan.FromSeconds(1));
        Assert.True(watch.HasStoodStill);
        Eventually.True(() => _told is not null, "told");
        Assert.True(_told > Limit);
        Assert.True(watch.HasStoodStill);
    }

    [Fact]
    public void An_actor_of_a_node_that_stood_still_acks_nothing_more()
    {
        using var watch = new StandstillWatch(Limit, _time, gap => _told = gap);
        using var metrics = new ClientMetrics();
        var environment = new ClientEnvironment(ClientRules.Default, _time, new Admission(10, TimeSpan.FromSeconds(1)), new NoSessions(), metrics, watch);
        var client = Sys.ActorOf(Props.Create<ClientActor>("pc-1", environment));
        Assert.IsType<Taken>(Answer(client, 1));
        _time.Advance(Limit + TimeSpan.FromSeconds(1));
        // It would change nothing, so no row would find out that another actor has written meanwhile.
        var refused = Assert.IsType<Refused>(Answer(client, 2));
        Assert.Equal((RefusalCode.Unavailable, true), (refused.Refusal.Code, refused.Refusal.IsRetryable));
    }

    [Fact]
    public void The_uptime_counts_what_the_machine_slept()
    {
        // As the kernel tells it. The two differ from the monotonic clock once the machine slept, or under `unshare --time --boottime 100000`.
        var told = double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);
        var clock = UptimeClock.Instance;
        Assert.InRange(clock.GetTimestamp() / (double)clock.TimestampFrequency, told - 0.02, told + Patience.Long.TotalSeconds);
    }

    private ClientReply Answer(IActorRef client, long seq)
    {
        var report = new TakeReport(seq, seq - 1, new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), new ReportedFacts { Roaming = true });
        client.Tell(new ToClient(ClientId.Parse("pc-1"), report), TestActor);
        return ExpectMsg<ClientAnswer>().Reply;
    }

    private sealed class NoSessions : ISessionDirectory
    {
        public ICanTell? Find(ClientId client, SessionId session) => null;
    }
}
