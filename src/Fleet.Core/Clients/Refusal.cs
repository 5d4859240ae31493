namespace Fleet.Core.Clients;

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
