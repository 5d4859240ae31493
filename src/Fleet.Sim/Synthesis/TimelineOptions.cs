namespace Fleet.Sim.Synthesis;

/// <summary>What a run may choose beside its scenario.</summary>
/// <param name="Seed">Chooses what happens.</param>
public sealed record TimelineOptions(long Seed)
{
    /// <summary>Null: as many as the scenario says.</summary>
    public int? Clients { get; init; }

    /// <summary>Length of the run; null: the scenario's duration. Everything is placed in proportion.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>Reports of the whole fleet in a second, in place of the scenario's own rate; null: the scenario's.</summary>
    public decimal? ReportsPerSecond { get; init; }

    /// <summary>
    /// How patterns are told; null: by release if the run is as long as its scenario, else by status, as a pattern cannot
    /// age faster than the server's clock.
    /// </summary>
    public PatternForm? Patterns { get; init; }
}

/// <summary>How a timeline's reports tell a pattern.</summary>
public enum PatternForm
{
    /// <summary>Up to date or outdated, as the client judges.</summary>
    Status = 1,

    /// <summary>Version and release: the server judges.</summary>
    Release,
}
