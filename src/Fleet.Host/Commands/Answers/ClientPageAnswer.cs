namespace Fleet.Host.Commands.Answers;

/// <summary>A page of clients.</summary>
internal sealed record ClientPageAnswer(IReadOnlyList<ListedClientAnswer> Items, string? Next);

/// <summary>A client as the API tells it. Words stay the words that were told: a newer server may know more of them.</summary>
internal sealed record ListedClientAnswer(
    string ClientId,
    string Group,
    string Connection,
    PresenceAnswer Presence,
    string Icon,
    IReadOnlyList<string> Conditions);

/// <summary>Whether a client has a session, and why.</summary>
internal sealed record PresenceAnswer(string Cause, DateTimeOffset? Since);
