namespace Fleet.Core.Clients;

/// <summary>The kinds of refusal; what each asks of the client is told in docs/refusals.md.</summary>
public enum RefusalCode
{
    /// <summary>A message that cannot be read.</summary>
    Malformed = 1,

    /// <summary>A field that must be there is not.</summary>
    Missing,

    /// <summary>An id, an enum or a number outside of what its field takes.</summary>
    OutOfRange,

    /// <summary>Two facts that cannot both be.</summary>
    Contradiction,

    /// <summary>A time too far ahead of the server's clock.</summary>
    TooFarAhead,

    /// <summary>A message over the size limit.</summary>
    TooLarge,

    /// <summary>A report came before one that is not known: send again from the last number known.</summary>
    Gap,

    /// <summary>A report that waited longer inside the server than its deadline.</summary>
    Expired,

    /// <summary>Too much is in flight.</summary>
    Busy,

    /// <summary>The journal cannot take it now.</summary>
    Unavailable,

    /// <summary>More reports are under way than the welcome's window allows.</summary>
    WindowExceeded,

    /// <summary>A message before hello.</summary>
    HelloExpected,

    /// <summary>A second hello in one session.</summary>
    HelloRepeated,

    /// <summary>The session is not known (any more): it has to be opened again.</summary>
    SessionUnknown,

    /// <summary>A newer session of the same client is open.</summary>
    Superseded,

    /// <summary>Two machines with one identity take the session from each other over and over.</summary>
    DuplicateIdentity,

    /// <summary>There is no such client.</summary>
    NotFound,

    /// <summary>An epoch that the client left, or a session of one.</summary>
    EpochOld,

    /// <summary>What is to be changed is not any more what the change was made for.</summary>
    ChangedMeanwhile,
}

/// <summary>Why something was not taken.</summary>
/// <param name="Code">For machines.</param>
/// <param name="Message">For a person: names the field and what it takes.</param>
/// <param name="Field">The field that is wrong, as a path in camelCase; null if none is.</param>
/// <param name="RetryAfter">When the same thing may be tried again; null: never, it is refused for good.</param>
public sealed record Refusal(RefusalCode Code, string Message, string? Field = null, TimeSpan? RetryAfter = null)
{
    /// <summary>The same thing may be tried again.</summary>
    public bool IsRetryable => RetryAfter is not null;
}
