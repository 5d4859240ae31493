namespace Fleet.Core.Clients;

/// <summary>Two machines use one client id.</summary>
/// <param name="Since">When that was found, by the server's clock.</param>
/// <param name="SeenAt">When one of them took the session from the other last, as far as the journal knows.</param>
public sealed record Duplication(DateTimeOffset Since, DateTimeOffset SeenAt)
{
    /// <summary>They were seen again, if that was later than what is known.</summary>
    public Duplication SeenAgain(DateTimeOffset at) => at > SeenAt ? this with { SeenAt = at } : this;

    /// <summary>
    /// No second machine was heard for the window and a quarter: the one that is refused comes back after the window, and is to be found
    /// a duplicate still. A clock that was set back tells nothing of how long it was.
    /// </summary>
    public bool IsOver(DateTimeOffset now, ClientRules rules) => (now - SeenAt).Duration() > rules.DuplicateWindow * 1.25;
}
