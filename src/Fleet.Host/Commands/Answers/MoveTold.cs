namespace Fleet.Host.Commands.Answers;

/// <summary>How many clients went from one icon to another; null: they did not count then, or do not any more.</summary>
internal sealed record MoveTold(string? From, string? To, long Count);

/// <summary>A client that went from one icon to another.</summary>
internal sealed record ClientMoveTold(string ClientId, string? From, string? To);
