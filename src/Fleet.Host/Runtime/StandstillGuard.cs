using Akka.Actor;
using Akka.Event;
using Fleet.Actors.Members;

namespace Fleet.Host.Runtime;

/// <summary>A node that finds out that it stood still leaves at once, as one that the others have left out: its supervisor starts it again.</summary>
internal static class StandstillGuard
{
    /// <summary>Nobody takes a node's clients over before it was unreachable for the pause, and that for as long as it takes to decide.</summary>
    public static StandstillWatch Watch(ActorSystem system)
    {
        var cluster = system.Settings.Config.GetConfig("akka.cluster");
        var limit = cluster.GetTimeSpan("failure-detector.acceptable-heartbeat-pause") + cluster.GetTimeSpan("split-brain-resolver.stable-after");
        var log = Akka.Event.Logging.GetLogger(system, typeof(StandstillWatch));
        var watch = new StandstillWatch(limit, UptimeClock.Instance, gap =>
        {
            log.Error("This process stood still for {0:0.0} s: the other nodes may have taken its clients over, so it ends, to be started again.", gap.TotalSeconds);
            _ = CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterDowningReason.Instance);
        });
        _ = system.WhenTerminated.ContinueWith(_ => watch.Dispose(), TaskScheduler.Default);
        return watch;
    }
}
