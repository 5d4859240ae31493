namespace Fleet.Protocol.Watch;

/// <summary>Asks for the stream of icon changes.</summary>
/// <param name="After">Those after this offset; null: those from now on.</param>
/// <param name="AfterName">The parameter that told the offset, as the sender knows it.</param>
/// <param name="Filter">Which of them.</param>
public sealed record WatchQuery(long? After, string AfterName, WatchFilter Filter);
