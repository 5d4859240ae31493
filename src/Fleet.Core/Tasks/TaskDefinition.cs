using Fleet.Core.Vocabulary;

namespace Fleet.Core.Tasks;

/// <summary>What an operator asks for. It never changes.</summary>
/// <param name="Id">Names the task.</param>
/// <param name="Kind">What clients are to do.</param>
/// <param name="Target">Who.</param>
/// <param name="WhenUnreachable">What becomes of those that cannot be reached.</param>
/// <param name="ExpiresAfter">How long after it was made anybody may be sent it.</param>
/// <param name="Timeout">How long an attempt may take from the moment at which it was sent last.</param>
/// <param name="Retries">How many attempts may follow a first one that failed or was not done in time.</param>
/// <param name="Rollout">How fast.</param>
/// <param name="Remark">For people; may be empty.</param>
public sealed record TaskDefinition(
    TaskId Id, TaskKind Kind, Selection Target, WhenUnreachable WhenUnreachable, TimeSpan ExpiresAfter, TimeSpan Timeout, int Retries, Rollout Rollout, string Remark)
{
    /// <summary>What is kept of it once its targets are known, which has a bounded size, and times in whole milliseconds. The same definition is kept the same.</summary>
    public TaskDefinition Kept() => this with { Target = Target.Kept(), ExpiresAfter = Whole(ExpiresAfter), Timeout = Whole(Timeout) };

    /// <summary>The longest time until it expires.</summary>
    public static readonly TimeSpan MaxExpiresAfter = TimeSpan.FromDays(90);

    /// <summary>The shortest time an attempt may be given.</summary>
    public static readonly TimeSpan MinTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The longest.</summary>
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(30);

    /// <summary>The most retries.</summary>
    public const int MaxRetries = 10;

    /// <summary>Characters that a note may have.</summary>
    public const int MaxNote = 1_000;

    /// <summary>If nobody says: a day.</summary>
    public static readonly TimeSpan UsualExpiresAfter = TimeSpan.FromDays(1);

    /// <summary>If nobody says: half an hour.</summary>
    public static readonly TimeSpan UsualTimeout = TimeSpan.FromMinutes(30);

    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Round(time.TotalMilliseconds));
}
