using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;

namespace Fleet.Sim.Drive;

/// <summary>What the server wants of one client, and how far that is with it.</summary>
/// <param name="tellsAll">The client tells what it is by the events of its timeline alone.</param>
internal sealed class Errands(bool tellsAll)
{
    /// <summary>The settings that it has applied; null: none.</summary>
    public LevelSettings? Held { get; set; }

    /// <summary>Their name; empty: it has none.</summary>
    public string Tag { get; set; } = "";

    /// <summary>What its machine is, whatever is managed.</summary>
    public FactNumbers Bare { get; set; } = Facts.Defaults;

    /// <summary>The pattern that it told last.</summary>
    public ReportedPattern? Pattern { get; set; }

    /// <summary>It has a session, by its own view.</summary>
    public bool IsMet { get; set; }

    /// <summary>Number of the last event of the timeline.</summary>
    public long LastEvent { get; set; }

    /// <summary>Number of the event that turned roaming mode on or off last.</summary>
    public long LastRoaming { get; set; }

    /// <summary>Reports of roaming mode that may still be told to have been refused, by the numbers under which they went, with those of their events.</summary>
    public Dictionary<long, long> RoamingReports { get; } = [];

    /// <summary>When an event of roaming mode was sent first.</summary>
    public Dictionary<long, TimeSpan> RoamingSent { get; } = [];

    /// <summary>What it cannot apply.</summary>
    public List<ClientIntent.CannotApply> Unable { get; } = [];

    /// <summary>What will become of attempts.</summary>
    public Dictionary<(TaskId, int), ClientIntent.Attempts> Plans { get; } = [];

    /// <summary>The attempt of each task that it was sent last, and how far that is.</summary>
    public Dictionary<TaskId, (int Attempt, TargetState State)> Known { get; } = [];

    /// <summary>What it will do about an attempt: at once and well, if nothing else was said.</summary>
    public ClientIntent.Attempts PlanOf(TaskId task, int attempt) =>
        Plans.GetValueOrDefault((task, attempt)) ?? new ClientIntent.Attempts(task, attempt, TargetState.Succeeded, Takes: 0, Fetches: null);

    /// <summary>The machine observes something: what the client tells of it is as its settings have it.</summary>
    public ReportedFacts Told(ReportedFacts told)
    {
        Bare = told.Numbers.Over(Bare);
        Pattern = told.Pattern ?? Pattern;
        return tellsAll ? told : ManagedFacts.Of(told, Bare, Held);
    }

    /// <summary>Why it cannot apply settings; null: it can.</summary>
    public string? FaultOf(LevelSettings wanted) => Unable.Find(unable => unable.Settings == wanted)?.Error;

    /// <summary>It applies settings, and tells this of itself then; none: nothing has changed.</summary>
    public FactNumbers Apply(LevelSettings wanted, string tag)
    {
        var change = tellsAll ? default : ManagedFacts.Change(Bare, Held, wanted);
        (Held, Tag) = (wanted, tag);
        return change;
    }

    /// <summary>An attempt is over: the pattern that it brought; null: none that is newer.</summary>
    public ReportedPattern? End(ClientIntent.Attempts plan)
    {
        Known[plan.Task] = (plan.Attempt, plan.End);
        if (plan.Fetches is not { } pattern || (Pattern is ReportedPattern.OfRelease old && pattern is ReportedPattern.OfRelease release && release.ReleasedAt <= old.ReleasedAt))
            return null;
        return Pattern = pattern;
    }

    /// <summary>It will do something so, when it comes to that.</summary>
    public void Intend(ClientIntent intent)
    {
        if (intent is ClientIntent.CannotApply unable)
            Unable.Add(unable);
        else if (intent is ClientIntent.Attempts attempt)
            Plans[(attempt.Task, attempt.Attempt)] = attempt;
    }

    /// <summary>It remembers nothing of the server.</summary>
    public void Forget()
    {
        (Held, Tag) = (null, "");
        Known.Clear();
    }
}
