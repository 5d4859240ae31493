namespace Fleet.Sim.Report;

/// <summary>Something that a trial is judged by.</summary>
/// <param name="Of">What is judged.</param>
/// <param name="Name">What should be so.</param>
/// <param name="Code">How the process ends where it is not so; <see cref="SimExit.Good"/>: it is only told.</param>
/// <param name="Seen">What was seen that speaks against it, for a person; null: nothing.</param>
public sealed record TrialCheck(CheckOf Of, string Name, SimExit Code, string? Seen)
{
    /// <summary>Why nothing can be said about it; null: something can.</summary>
    public string? Skipped { get; init; }

    /// <summary>It is not so, and that matters.</summary>
    public bool Failed => Seen is not null && Code != SimExit.Good;
}

/// <summary>What a check is about.</summary>
public enum CheckOf
{
    /// <summary>The run itself: that it began, and came to its end.</summary>
    Run = 1,

    /// <summary>What became of the clients.</summary>
    Fleet,

    /// <summary>The generator, whose lateness would be taken for the server's.</summary>
    Generator,

    /// <summary>A limit of the objective.</summary>
    Objective,
}
