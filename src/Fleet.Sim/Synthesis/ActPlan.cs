using System.Collections.Immutable;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Scenario;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Synthesis;

/// <summary>The operator's acts, made ready: what is sent when, and for whom each of them is.</summary>
internal sealed class ActPlan
{
    /// <summary>So many names have room in the body of one request.</summary>
    private const int MostNamed = 2_000;

    private readonly TimelinePlan _plan;
    private readonly ImmutableArray<Act> _acts;
    private readonly bool[][] _named;

    /// <exception cref="ScenarioException">An act names too many clients.</exception>
    public ActPlan(ScenarioDefinition scenario, TimelinePlan plan)
    {
        (_plan, _acts) = (plan, scenario.Acts);
        _named = [.. _acts.Select((act, number) => Whom(act) is { IsClients: true } whom ? Named(whom, number) : [])];
        var levels = new Dictionary<string, LevelSettings>();
        All =
        [
            .. Enumerable.Range(0, _acts.Length).Where(IsForSomebody).Select(number => (
                number, new TimedAct(WholeMicroseconds.ToTime(plan.Scale.Of(WholeMicroseconds.Of(_acts[number].At))), Sent(number, levels)))),
        ];
        Timed = [.. All.Select(act => act.Act)];
    }

    /// <summary>What is sent, in the run's time, each with its number in the scenario. Who is drawn from few may be nobody: then nothing is sent.</summary>
    public IReadOnlyList<(int Number, TimedAct Act)> All { get; }

    /// <summary>The same without the numbers.</summary>
    public IReadOnlyList<TimedAct> Timed { get; }

    /// <summary>Whether an act is for a client.</summary>
    public bool Hits(int number, int client) => Whom(_acts[number]) is { } whom
        && (whom.IsClients ? _named[number][client] : whom.Group is null || whom.Group == _plan.Roster.Clients[client].Group);

    private bool IsForSomebody(int number) => _acts[number] switch
    {
        Act.OrderAct order => IsForSomebody(Enumerable.Range(0, _acts.Length).First(made => _acts[made] is Act.TaskAct task && task.Task.Id == order.Task)),
        var act => Whom(act) is not { IsClients: true } || _named[number].Contains(value: true),
    };

    private static ActTarget? Whom(Act act) => act switch
    {
        Act.SettingsAct say => say.Whom,
        Act.TaskAct make => make.Whom,
        _ => null,
    };

    private bool[] Named(ActTarget whom, int number)
    {
        var named = new bool[_plan.Roster.Clients.Count];
        for (var client = 0; client < named.Length; client++)
            named[client] = whom.Hits(_plan.LifeOf(client).Population) && _plan.Draws(client, Purpose.OfAct(number), 0).Happens(whom.Share.PerMillion);
        var count = named.Count(isMeant => isMeant);
        return count <= MostNamed ? named : throw new ScenarioException(
            $"The act at {_acts[number].At} names {count:N0} clients one by one, and {MostNamed:N0} are taken at most: a group, or the whole fleet, needs no names.");
    }

    /// <summary>Levels are put whole, so what they said before is known here.</summary>
    private OperatorAct Sent(int number, Dictionary<string, LevelSettings> levels)
    {
        switch (_acts[number])
        {
            case Act.SettingsAct { Whom.IsClients: true } say:
                return new OperatorAct.ChangeSettings(new Selection.Named(Names(number)), say.Patch);
            case Act.SettingsAct say:
                var level = say.Whom.Group?.Value ?? "";
                levels[level] = say.Patch.Over(levels.GetValueOrDefault(level, LevelSettings.None));
                return new OperatorAct.PutLevel(say.Whom.Group, levels[level]);
            case Act.TaskAct make:
                return new OperatorAct.MakeTask(make.Task with
                {
                    Target = make.Whom.IsClients ? new Selection.Named(Names(number)) : make.Whom.Group is { } group ? new Selection.OfGroup(group) : new Selection.Filtered(""),
                    ExpiresAfter = Scaled(make.Task.ExpiresAfter, TimeSpan.FromSeconds(1), TaskDefinition.MaxExpiresAfter),
                    Timeout = Scaled(make.Task.Timeout, TaskDefinition.MinTimeout, TaskDefinition.MaxTimeout),
                });
            case Act.OrderAct order:
                return new OperatorAct.OrderTask(order.Task, order.Wanted);
            default:
                throw new ArgumentOutOfRangeException(nameof(number), _acts[number], "unknown act");
        }
    }

    private ImmutableArray<ClientId> Names(int number) => [.. _plan.Roster.Clients.Where((_, client) => _named[number][client]).Select(client => client.Id)];

    private TimeSpan Scaled(TimeSpan time, TimeSpan least, TimeSpan most) =>
        TimeSpan.FromTicks(Math.Clamp(WholeMicroseconds.ToTime(_plan.Scale.Of(WholeMicroseconds.Of(time))).Ticks, least.Ticks, most.Ticks));
}
