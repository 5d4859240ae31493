namespace Fleet.Host.Commands.Answers;

/// <summary>A page of clients.</summary>
internal sealed record ClientPageTold(IReadOnlyList<ClientTold> Items, string? Next);

/// <summary>A client as the API tells it. Words stay the words that were told: a newer server may know more of them.</summary>
internal sealed record ClientTold(
    string ClientId,
    string Group,
    string Connection,
    PresenceTold Presence,
    string Icon,
    IReadOnlyList<string> Conditions);

/// <summary>Whether a client has a session, and why.</summary>
internal sealed record PresenceTold(string Cause, DateTimeOffset? Since);
