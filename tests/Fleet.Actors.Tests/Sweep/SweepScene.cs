using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Fleet.Actors.Client;
using Fleet.Actors.Sweep;
using Fleet.Core.Vocabulary;
using Fleet.Testing;

namespace Fleet.Actors.Tests.Sweep;

/// <summary>Sweeps on a real read model and journal; the clients are played. Everything runs on the test's thread, in the test's time.</summary>
public abstract class SweepScene : TestKit
{
    internal static readonly SweepSettings Settings = new(
        Interval: TimeSpan.FromSeconds(1), Page: 4, AnswerWithin: TimeSpan.FromSeconds(10), MaxLag: TimeSpan.FromSeconds(5),
        ComparePageEvery: TimeSpan.FromSeconds(1), CompareInterval: TimeSpan.FromMinutes(1));

    private readonly IActorRef _region;

    private protected SweepScene(StoreKind kind)
        : base(Patience.Hocon + "akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"\nakka.loglevel = WARNING")
    {
        Fleet = new TestFleet(kind);
        Clients = new PlayedClients(Fleet);
        _region = ActorOfAsTestActorRef<Region>(Props.Create<Region>(this));
    }

    internal TestFleet Fleet { get; }

    internal PlayedClients Clients { get; }

    /// <summary>What the sweeps told, in order.</summary>
    internal List<ToClient> Told { get; } = [];

    /// <summary>Clients that do not answer.</summary>
    internal HashSet<string> Silent { get; } = [];

    /// <summary>The read model follows the journal.</summary>
    internal bool IsProjecting { get; set; } = true;

    internal new DateTimeOffset Now => Fleet.Time.GetUtcNow();

    internal static ClientId Id(string client) => ClientId.Parse(client);

    internal void Start(ISweepRule rule, SweepPace? pace = null)
    {
        Project();
        var context = new SweepContext(Settings, Fleet.Queries, _region, Fleet.Time);
        ActorOfAsTestActorRef<SweepRuleActor>(Props.Create<SweepRuleActor>(rule, pace ?? new SweepPace(Settings.Interval), context));
    }

    internal void Pass(TimeSpan time)
    {
        var step = TimeSpan.FromMilliseconds(250);
        for (var passed = TimeSpan.Zero; passed < time; passed += step)
        {
            Project();
            Fleet.Time.Advance(step);
            ((TestScheduler)Sys.Scheduler).Advance(step);
        }

        Project();
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        Fleet.Dispose();
    }

    private void Project()
    {
        if (IsProjecting)
            Fleet.Project();
    }

    private sealed class Region(SweepScene scene) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            var to = (ToClient)message;
            scene.Told.Add(to);
            if (!scene.Silent.Contains(to.Client.Value))
                Sender.Tell(scene.Clients.Tell(to));
        }
    }
}
