using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Oracle;

namespace Fleet.Sim.InProcess;

/// <content>What follows for it from settings and tasks.</content>
internal sealed partial class PlainClient
{
    private readonly HashSet<PlainSettings> _unable = [];
    private readonly HashSet<(TaskId, int)> _begun = [];
    private readonly Dictionary<(TaskId, int), TargetState> _ended = [];
    private PlainSettings _own = PlainSettings.Nothing;
    private PlainSettings? _held;
    private FactNumbers _machine = PackedClient.Untold.Bare;
    private TimeSpan _passed;

    /// <summary>Something that is sent to it gets there, as far as it is connected.</summary>
    public bool IsThere => _connected && _silentAt is null;

    /// <summary>It roams.</summary>
    public bool Roams => _roaming;

    /// <summary>What is said for it alone is changed; nothing is said for somebody who is not known.</summary>
    public void Change(SettingsPatch patch)
    {
        if (_known)
            _own = _own.Changed(patch);
    }

    /// <summary>It is sent what is in force, if it can be; roaming, at the time of a scheduled update alone.</summary>
    public void Deploy(TimeSpan at)
    {
        if (!_roaming)
            BeSent(at);
    }

    /// <summary>Time passes: it falls silent, and updates come by that reach who roams.</summary>
    public void PassTime(TimeSpan at)
    {
        if (levels is not null && _roaming && InForce is { ReachRoaming: true, At: { } time } && PlainLevels.Update(time, PlayTime.Of(_passed), PlayTime.Of(at)) is { } update)
            BeSent(PlayTime.When(update));
        if (_silentAt <= at)
            (_connected, _silentAt) = (false, null);
        _passed = at;
    }

    /// <summary>It begins an attempt of a task: no client that roams or is away is sent one, and none begins an attempt twice.</summary>
    /// <exception cref="BrokenLawException">It is not so.</exception>
    public void Begin(TaskId task, int attempt)
    {
        if (!IsThere || _roaming)
            throw new BrokenLawException("only clients that are online are sent tasks", "online", _roaming ? $"sent {task} while it roams" : $"sent {task} while it is away");
        if (!_begun.Add((task, attempt)))
            throw new BrokenLawException("no client begins an attempt twice", "once", $"attempt {attempt} of {task} once more");
    }

    /// <summary>An attempt is over, and brought a pattern, or none.</summary>
    public void End(ClientIntent.Attempts plan, ReportedPattern? fetched, TimeSpan at)
    {
        _ended[(plan.Task, plan.Attempt)] = plan.End;
        if (fetched is not null)
            Tell(new ReportedFacts { Pattern = fetched }, at);
    }

    /// <summary>A task's target stands as the client did, as far as the server can know.</summary>
    /// <exception cref="BrokenLawException">It does not.</exception>
    public void Check(TaskId task, int attempt, TargetState shown)
    {
        var did = _ended.TryGetValue((task, attempt), out var end) ? Words.Of(end) : _begun.Contains((task, attempt)) ? "begun" : "nothing";
        var isSo = shown switch
        {
            TargetState.Succeeded or TargetState.Failed or TargetState.Rejected => did == Words.Of(shown),
            TargetState.Refused or TargetState.Waiting or TargetState.Queued or TargetState.Expired => did == "nothing",
            TargetState.Started => did == "begun" || (!IsThere && did != "nothing"),
            TargetState.Sent => did == "nothing" || !IsThere,
            _ => true,
        };
        if (!isSo)
            throw new BrokenLawException("targets of tasks stand as their clients did", $"attempt {attempt} of {task}: {did}", Words.Of(shown));
    }

    private PlainSettings InForce => levels!.For(_group, _own);

    private void BeSent(TimeSpan at)
    {
        if (levels is null || !_known || !IsThere || InForce is not { } wanted || wanted == _held || _unable.Contains(wanted))
            return;
        var before = PlainObedience.Of(_machine, _held ?? PlainSettings.Nothing);
        _held = wanted;
        var change = PlainObedience.Change(before, PlainObedience.Of(_machine, wanted));
        if (change != default && !tellsAll)
            Take(new ReportedFacts { Numbers = change }, at);
    }

    /// <summary>What it tells of what its machine observes.</summary>
    private ReportedFacts Obeying(ReportedFacts told)
    {
        _machine = told.Numbers.Over(_machine);
        return _held is null || tellsAll ? told : PlainObedience.Told(told, _machine, _held);
    }

    private bool MayRoam(ReportedFacts told) =>
        levels is null || _roaming || levels.For(told.Group ?? _group, _own).GrantsRoaming || _held?.GrantsRoaming == true;
}
