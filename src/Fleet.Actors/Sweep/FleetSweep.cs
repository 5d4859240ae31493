using Akka.Actor;
using Akka.Cluster;
using Fleet.Actors.Client;
using Fleet.Actors.Members;
using Fleet.ReadModel.Queries;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;

namespace Fleet.Actors.Sweep;

/// <summary>Looks after clients without a report of theirs.</summary>
public static class FleetSweep
{
    /// <summary>Starts this node's part: the comparison of its sessions, and its turn at the cluster's one sweep.</summary>
    /// <param name="system">A system that has joined its cluster, or is about to, with the files of hocon/.</param>
    /// <param name="region">Takes <see cref="ToClient"/>.</param>
    /// <param name="queries">The read model.</param>
    /// <param name="rules">When a pattern is outdated, and two machines are two no longer.</param>
    /// <param name="sessions">The sessions of this node, and how long lost ones are waited for.</param>
    public static void Start(ActorSystem system, IActorRef region, FleetQueries queries, ClientRules rules, SessionContext sessions)
    {
        var context = new SweepContext(SweepSettings.Read(system.Settings.Config), queries, region, sessions.Time);
        var sweep = Props.Create<SweepSupervisor>(context, rules, sessions.Presence.Grace, sessions.Hellos);
        Singletons.Host(system, sweep, "sweep", "sweep");

        var shutdown = CoordinatedShutdown.Get(system);
        var unknown = new UnknownSessionsRule(
            Cluster.Get(system).SelfUniqueAddress.Uid, sessions.Directory, () => shutdown.ShutdownReason is not null);
        var pace = new SweepPace(context.Settings.CompareInterval, context.Settings.ComparePageEvery);
        system.ActorOf(Props.Create<SweepRuleActor>(unknown, pace, context).WithDispatcher(SweepSettings.Dispatcher), "unknown-sessions");
    }
}
