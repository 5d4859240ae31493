using System.Collections.Immutable;

namespace Fleet.Protocol.Recording;

/// <summary>The last line of a recording: what tells that it is whole and unchanged.</summary>
/// <param name="Count">Event lines.</param>
/// <param name="Hash">SHA-256 over the event lines, in lowercase hex.</param>
/// <param name="Every">A link for so many event lines.</param>
/// <param name="Links">The beginnings of SHA-256 over all event lines up to each such place: they tell where a change is.</param>
/// <param name="FleetHash">The fleet that follows from these events after everybody's goodbye; null: not told.</param>
/// <param name="Seal">SHA-256 over the header, the hash and this line up to here: a change of those is found by it.</param>
public sealed record RecordingFooter(long Count, string Hash, int Every, ImmutableArray<string> Links, string? FleetHash, string Seal);
