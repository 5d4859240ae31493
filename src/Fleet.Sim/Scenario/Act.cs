using System.Collections.Immutable;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Scenario;

/// <summary>What the operator does at a time of the scenario; the family is closed.</summary>
/// <param name="At">When.</param>
public abstract record Act(TimeSpan At)
{
    /// <summary>Settings are said anew for the fleet, for a group, or for clients alone.</summary>
    /// <param name="At">When.</param>
    /// <param name="Whom">For whom.</param>
    /// <param name="Patch">What is said from then on.</param>
    public sealed record SettingsAct(TimeSpan At, ActTarget Whom, SettingsPatch Patch) : Act(At);

    /// <summary>Clients are to do something.</summary>
    /// <param name="At">When.</param>
    /// <param name="Whom">Who.</param>
    /// <param name="Task">What. Its target is found out by <paramref name="Whom"/>; its times are the scenario's.</param>
    public sealed record TaskAct(TimeSpan At, ActTarget Whom, TaskDefinition Task) : Act(At);

    /// <summary>A task is approved, cancelled, paused or resumed.</summary>
    /// <param name="At">When; an approval is given as soon after that as a wave waits for it.</param>
    /// <param name="Task">The task.</param>
    /// <param name="Wanted">What is wanted of it.</param>
    public sealed record OrderAct(TimeSpan At, TaskId Task, TaskOrder Wanted) : Act(At);
}

/// <summary>The kinds of act, as a scenario spells them.</summary>
public enum ActKind
{
    /// <summary>Settings are put, or changed.</summary>
    Settings = 1,

    /// <summary>The privilege to roam is granted, or withdrawn.</summary>
    Grant,

    /// <summary>A task is made.</summary>
    Task,

    /// <summary>The next wave of a task may begin.</summary>
    Approve,

    /// <summary>A task is ended.</summary>
    Cancel,

    /// <summary>A task waits.</summary>
    Pause,

    /// <summary>A task goes on.</summary>
    Resume,
}

/// <summary>For whom an act is: a group, a part of some populations, or, without either, the whole fleet.</summary>
/// <param name="Group">Null: no group is meant.</param>
/// <param name="Populations">Whose clients; empty: everybody's.</param>
/// <param name="Share">How many of them, drawn by the seed.</param>
public sealed record ActTarget(GroupName? Group, ImmutableArray<string> Populations, Share Share)
{
    /// <summary>Clients are named one by one.</summary>
    public bool IsClients => Group is null && (!Populations.IsEmpty || Share != Share.Whole);

    /// <summary>Whether clients of a population may be meant.</summary>
    public bool Hits(Population population) => Populations.IsEmpty || Populations.Contains(population.Name);
}
