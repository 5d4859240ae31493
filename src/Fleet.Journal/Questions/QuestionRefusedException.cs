namespace Fleet.Journal.Questions;

/// <summary>A question that was given up before it had an answer. The same one may be asked again.</summary>
/// <param name="why">The reason.</param>
/// <param name="retryAfter">When to ask again.</param>
public sealed class QuestionRefusedException(QuestionRefusal why, TimeSpan retryAfter) : Exception(why == QuestionRefusal.Busy
    ? "As many questions are being answered, and wait, as the server takes at a time."
    : "The store does not answer.")
{
    /// <summary>The reason.</summary>
    public QuestionRefusal Why { get; } = why;

    /// <summary>When to ask again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>Why a question is given up.</summary>
public enum QuestionRefusal
{
    /// <summary>Others are answered first, and so many wait already, or so long.</summary>
    Busy = 1,

    /// <summary>The store owes an answer for too long.</summary>
    Silent,
}
