namespace Fleet.Host.Commands.Answers;

/// <summary>What became of the fleet between two moments: a page of the clients, and what all pages have in common.</summary>
internal sealed record DiffTold(SummaryTold From, SummaryTold To, IReadOnlyList<MoveTold> Moves, IReadOnlyList<ClientMoveTold> Items, string? Next);

/// <summary>How many clients went from one icon to another; null: they did not count then, or do not any more.</summary>
internal sealed record MoveTold(string? From, string? To, long Count);

/// <summary>A client that went from one icon to another.</summary>
internal sealed record ClientMoveTold(string ClientId, string? From, string? To);
