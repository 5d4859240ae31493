namespace Fleet.Journal.Questions;

/// <summary>The bounds of a <see cref="QuestionGate"/>.</summary>
/// <param name="Name">Of its threads.</param>
/// <param name="Places">Questions that are answered at a time.</param>
/// <param name="Queue">Questions that may wait for it.</param>
/// <param name="Patience">How long a store may owe an answer, what its asker has waited for a thread counted in.</param>
public sealed record GateSettings(string Name, int Places, int Queue, TimeSpan Patience)
{
    /// <summary>How long one question waits for others while the store answers; <see cref="TimeSpan.MaxValue"/>: until it is its turn.</summary>
    public TimeSpan Wait { get; init; } = Patience / 2;

    /// <summary>How long the store may owe an answer to one that has waited for a thread: both together are bounded, where waiting is.</summary>
    public TimeSpan PatienceAfter(TimeSpan waited) => Wait > Patience ? Patience : waited < Wait ? Patience - waited : Patience - Wait;

    /// <summary>How long a store may owe an answer where nothing else is set.</summary>
    public static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(4);
}
