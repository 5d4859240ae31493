namespace Fleet.ReadModel.Queries;

/// <summary>A question that is not answered.</summary>
/// <param name="code">For machines.</param>
/// <param name="message">For a person: what the parameter takes, or what to do.</param>
/// <param name="parameter">The parameter that is wrong; null: none is.</param>
/// <param name="retryAfter">When the same question may be asked again; null: never.</param>
public sealed class QueryException(QueryFault code, string message, string? parameter = null, TimeSpan? retryAfter = null) : Exception(message)
{
    /// <summary>For machines.</summary>
    public QueryFault Code { get; } = code;

    /// <summary>The parameter that is wrong; null: none is.</summary>
    public string? Parameter { get; } = parameter;

    /// <summary>When the same question may be asked again; null: never.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <param name="parameter">The parameter that goes too far back.</param>
    /// <param name="began">When the journal began; null: it has not.</param>
    /// <param name="but">What else the parameter takes; empty: nothing.</param>
    internal static QueryException Early(string parameter, DateTimeOffset? began, string but = "") => new(
        QueryFault.BeforeBegin,
        began is { } moment
            ? $"{parameter} takes a moment since the journal began, at {Ceiling(moment).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}{but}."
            : $"{parameter} takes a moment since the journal began: it is still empty.",
        parameter);

    /// <summary>Moments are told in milliseconds, and what is told is to be taken.</summary>
    private static DateTimeOffset Ceiling(DateTimeOffset moment) =>
        DateTimeOffset.FromUnixTimeMilliseconds(moment.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds());

    /// <summary>A client of which it is not known what it was.</summary>
    /// <param name="row">Its last row then, and what is wrong with that: a sentence without its full stop.</param>
    public static QueryException Damaged(string row) => new(QueryFault.Damaged, $"{row}. The client's history tells what is known.");

    /// <param name="parameter">The parameter.</param>
    /// <param name="takes">What it takes.</param>
    public static QueryException Wrong(string parameter, string takes) => new(QueryFault.OutOfRange, $"{parameter} takes {takes}.", parameter);
}

/// <summary>Why a question is not answered.</summary>
public enum QueryFault
{
    /// <summary>A parameter has a value that it does not take.</summary>
    OutOfRange = 1,

    /// <summary>A parameter that has to be there is not.</summary>
    Missing,

    /// <summary>The cursor is damaged, or of another question.</summary>
    BadCursor,

    /// <summary>The journal has not come to that offset yet.</summary>
    OffsetAhead,

    /// <summary>The journal began later than the moment asked for.</summary>
    BeforeBegin,

    /// <summary>The read model has not come to the offset waited for.</summary>
    Lagging,

    /// <summary>The read model is being built.</summary>
    Rebuilding,

    /// <summary>Nobody has ever heard of the client, or had not at that moment.</summary>
    NotFound,

    /// <summary>The client was forgotten.</summary>
    Forgotten,

    /// <summary>An offset, or a cursor, is of a journal that was replaced.</summary>
    JournalReplaced,

    /// <summary>What the client was then is not known: its last row cannot be read.</summary>
    Damaged,
}
