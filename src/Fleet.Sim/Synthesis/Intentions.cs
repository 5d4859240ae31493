using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Scenario;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Synthesis;

/// <summary>Draws what a client will do about the operator's acts. It is told when the client's life begins, as nobody knows when the server will ask.</summary>
internal sealed class Intentions
{
    private const string Error = "a policy of the machine forbids it";

    private readonly TimelinePlan _plan;
    private readonly DrawnTiming[] _taskTimes;

    public Intentions(TimelinePlan plan, IEnumerable<Population> populations, PhasePace pace)
    {
        _plan = plan;
        _taskTimes = [.. populations.Select(population => new DrawnTiming(population.Obeys.TaskTime, pace))];
    }

    /// <summary>All of a client.</summary>
    public IEnumerable<Step> Of(int client)
    {
        var obeys = _plan.LifeOf(client).Population.Obeys;
        foreach (var settings in obeys.SettingsFail == default ? [] : ToCome(client).Where((_, round) => _plan.Draws(client, Purpose.SettingsFail, round).Happens(obeys.SettingsFail.PerMillion)))
            yield return new Intend(new ClientIntent.CannotApply(settings, Error));
        foreach (var (number, act) in _plan.Acts.All)
        {
            if (act.Act is not OperatorAct.MakeTask { Task: var task } || !_plan.Acts.Hits(number, client))
                continue;
            for (var attempt = 1; attempt <= task.Retries + 1; attempt++)
                yield return new Intend(Drawn(client, number, task, attempt, obeys));
        }
    }

    /// <summary>All settings that come into force for a client, each once, in their order.</summary>
    private IEnumerable<LevelSettings> ToCome(int client)
    {
        var (fleet, group, own) = (LevelSettings.None, LevelSettings.None, LevelSettings.None);
        var seen = new HashSet<LevelSettings>();
        yield return EffectiveSettings.BuiltIn.Settings;
        seen.Add(EffectiveSettings.BuiltIn.Settings);
        foreach (var (number, act) in _plan.Acts.All)
        {
            switch (act.Act)
            {
                case OperatorAct.PutLevel { Group: null } put:
                    fleet = put.Settings;
                    break;
                case OperatorAct.PutLevel put when put.Group == _plan.Roster.Clients[client].Group:
                    group = put.Settings;
                    break;
                case OperatorAct.ChangeSettings change when _plan.Acts.Hits(number, client):
                    own = change.Patch.Over(own);
                    break;
            }

            var inForce = EffectiveSettings.BuiltIn.With(fleet, SettingLevel.Fleet).With(group, SettingLevel.Group).With(own, SettingLevel.Own).Settings;
            if (seen.Add(inForce))
                yield return inForce;
        }
    }

    private ClientIntent.Attempts Drawn(int client, int number, TaskDefinition task, int attempt, Obedience obeys)
    {
        var draws = _plan.Draws(client, Purpose.OfTask(number), attempt);
        var end = draws.Happens(obeys.TaskReject.PerMillion) ? TargetState.Rejected : draws.Happens(obeys.TaskFail.PerMillion) ? TargetState.Failed : TargetState.Succeeded;
        var takes = _plan.Scale.Of(_taskTimes[_plan.Roster.PopulationOf(client)].From(0, draws));
        var fetches = task.Kind == TaskKind.UpdateNow && end == TargetState.Succeeded ? NewestAt(number) : null;
        return new ClientIntent.Attempts(task.Id, attempt, end, end == TargetState.Rejected ? 0 : takes, fetches);
    }

    private ReportedPattern NewestAt(int number) => _plan.Patterns.Of(PatternStatus.UpToDate, _plan.Patterns.NewestAt(_plan.MomentOf(number)));
}
