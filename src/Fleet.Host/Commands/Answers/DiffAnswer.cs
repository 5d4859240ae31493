namespace Fleet.Host.Commands.Answers;

/// <summary>What became of the fleet between two moments: a page of the clients, and what all pages have in common.</summary>
internal sealed record DiffAnswer(SummaryAnswer From, SummaryAnswer To, IReadOnlyList<MoveAnswer> Moves, IReadOnlyList<ClientMoveAnswer> Items, string? Next);

/// <summary>How many clients went from one icon to another; null: they did not count then, or do not any more.</summary>
internal sealed record MoveAnswer(string? From, string? To, long Count);

/// <summary>A client that went from one icon to another.</summary>
internal sealed record ClientMoveAnswer(string ClientId, string? From, string? To);
