using Fleet.Core.Vocabulary;

namespace Fleet.Pages.Answers;

/// <summary>How many clients a target means now.</summary>
/// <param name="Clients">All of them.</param>
/// <param name="ByConnection">How many are connected so; a connection that none has is left out.</param>
public sealed record SelectedCounts(long Clients, IReadOnlyDictionary<Connection, long> ByConnection);
