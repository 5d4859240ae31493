namespace Fleet.Protocol.Watch;

/// <summary>A <see cref="WatchQuery"/> as an HTTP request spells it.</summary>
/// <param name="AfterName">The parameter or header that tells where to resume.</param>
/// <param name="After">What it says; empty: it is not there.</param>
/// <param name="Groups">The values of <c>group</c>.</param>
/// <param name="Connections">The values of <c>connection</c>.</param>
/// <param name="Conditions">The values of <c>condition</c>.</param>
public sealed record WatchTexts(
    string AfterName, IReadOnlyList<string?> After, IReadOnlyList<string?> Groups, IReadOnlyList<string?> Connections, IReadOnlyList<string?> Conditions);
