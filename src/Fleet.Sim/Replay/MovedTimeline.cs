using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Replay;

/// <summary>A timeline with other identities, and at another time.</summary>
/// <param name="inner">The timeline.</param>
/// <param name="prefix">Put before every client's id.</param>
/// <param name="by">By how much the clients' clocks, and so the releases that they tell, differ from the real one.</param>
internal sealed class MovedTimeline(ITimeline inner, string prefix, TimeSpan by) : ITimeline
{
    public string Scenario => inner.Scenario;

    public long Seed => inner.Seed;

    public TimeSpan Length => inner.Length;

    public IReadOnlyList<(ClientId Id, GroupName Group)> Clients { get; } =
        prefix.Length == 0 ? inner.Clients : [.. inner.Clients.Select(client => (ClientId.Parse(prefix + client.Id.Value), client.Group))];

    public IReadOnlyList<TimedAct> Acts { get; } = prefix.Length == 0 ? inner.Acts : [.. inner.Acts.Select(act => act with { Act = Renamed(act.Act, prefix) })];

    public bool TellsAll => inner.TellsAll;

    public IEnumerable<TimelineEvent> Events() => by == TimeSpan.Zero ? inner.Events() : inner.Events().Select(Moved);

    private static OperatorAct Renamed(OperatorAct act, string prefix) => act switch
    {
        OperatorAct.ChangeSettings change => change with { Target = Renamed(change.Target, prefix) },
        OperatorAct.MakeTask made => made with { Task = made.Task with { Target = Renamed(made.Task.Target, prefix) } },
        _ => act,
    };

    private static Selection Renamed(Selection target, string prefix) =>
        target is Selection.Named named ? new Selection.Named([.. named.Clients.Select(client => ClientId.Parse(prefix + client.Value))]) : target;

    private TimelineEvent Moved(TimelineEvent happened) =>
        happened.Step is ObserveFacts { Facts.Pattern: ReportedPattern.OfRelease release } told
            ? happened with { Step = new ObserveFacts(told.Facts with { Pattern = release with { ReleasedAt = release.ReleasedAt + by } }) }
        : happened.Step is Intend { Intent: ClientIntent.Attempts { Fetches: ReportedPattern.OfRelease fetched } attempt }
            ? happened with { Step = new Intend(attempt with { Fetches = fetched with { ReleasedAt = fetched.ReleasedAt + by } }) }
            : happened;
}
