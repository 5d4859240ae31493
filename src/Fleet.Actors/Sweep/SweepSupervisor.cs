using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using Fleet.Core.Clients;
using Fleet.Journal;
using Fleet.Actors.Gates;

namespace Fleet.Actors.Sweep;

/// <summary>The sweeps of the whole cluster, on its oldest node. Two at a time do no harm: what they tell may be repeated.</summary>
internal sealed class SweepSupervisor : UntypedActor
{
    private readonly Cluster _cluster = Cluster.Get(Context.System);

    /// <param name="context">The read model, the clients, the bounds.</param>
    /// <param name="rules">When a pattern is outdated, and two machines are two no longer.</param>
    /// <param name="grace">How long the clients of a lost node have to come back.</param>
    /// <param name="hellos">The door of this node's sessions.</param>
    public SweepSupervisor(SweepContext context, ClientRules rules, TimeSpan grace, HelloGate hellos)
    {
        var ready = new ReadyTime(FleetJournalExtension.Of(Context.System).Admission, hellos, context.Time);
        var pace = new SweepPace(context.Settings.Interval);
        Start("aging", new AgingRule(rules.PatternMaxAge, context.Time));
        Start("young-again", new YoungAgainRule(rules.PatternMaxAge, context.Time));
        Start("duplicates", new DuplicatesRule(rules, context.Time));
        Start("due-tasks", new DueTasksRule(context.Time));
        Start("lost-sessions", new LostSessionsRule(Members, ready, grace, Context.GetLogger()));

        void Start(string name, ISweepRule rule) => Context.ActorOf(Props.Create<SweepRuleActor>(rule, pace, context).WithDispatcher(SweepSettings.Dispatcher), name);
    }

    protected override void OnReceive(object message) => Unhandled(message);

    private HashSet<int>? Members() => _cluster.SelfMember.Status == MemberStatus.Up
        ? [.. _cluster.State.Members.Select(member => member.UniqueAddress.Uid)]
        : null;
}
