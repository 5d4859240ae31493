namespace Fleet.Story;

/// <summary>What happened to a fleet: the episodes that stand out, the counts over time, and who is not well at the end.</summary>
/// <param name="From">Where the story begins: what is before brings the clients to where they were.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Clients">Clients that there are at the end.</param>
/// <param name="Episodes">In the order of their beginnings.</param>
/// <param name="Scattered">How often a trouble began at a client by itself, the most frequent first.</param>
/// <param name="Moments">The fleet over time, evenly spread, the end included.</param>
/// <param name="Worst">Moments with the most clients in trouble, the worst first, none near another.</param>
/// <param name="Unwell">Troubles that last beyond the end, by kind and then by since when.</param>
public sealed record FleetStory(
    TimeSpan From,
    TimeSpan To,
    int Clients,
    IReadOnlyList<Episode> Episodes,
    IReadOnlyList<(Trouble Trouble, int Times)> Scattered,
    IReadOnlyList<FleetMoment> Moments,
    IReadOnlyList<FleetMoment> Worst,
    IReadOnlyList<Spell> Unwell)
{
    /// <summary>What operators did, in order; empty where nobody knows.</summary>
    public IReadOnlyList<StoryAct> Acts { get; init; } = [];
}

/// <summary>Operators did something, or several things of one kind at about the same time.</summary>
/// <param name="At">When the first of it was.</param>
/// <param name="Text">Who did what to what.</param>
public sealed record StoryAct(TimeSpan At, string Text);

/// <summary>The fleet at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="Online">Clients that are online; and so on.</param>
/// <param name="Offline">Clients that are offline.</param>
/// <param name="Roaming">Clients that roam.</param>
/// <param name="Troubled">Clients with any trouble.</param>
public readonly record struct FleetMoment(TimeSpan At, int Online, int Offline, int Roaming, int Troubled);
