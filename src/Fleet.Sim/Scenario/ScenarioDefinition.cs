using System.Collections.Immutable;

namespace Fleet.Sim.Scenario;

/// <summary>What a scenario file says.</summary>
/// <param name="Name">Such as <c>office-day</c>.</param>
/// <param name="Description">What it teaches, for a person.</param>
/// <param name="Clients">How many, unless the command line says otherwise.</param>
/// <param name="Duration">Its length in its own time; a run may be shorter, and everything is placed in proportion.</param>
/// <param name="Phases">How busy the fleet is; none: 100% throughout.</param>
/// <param name="Reports">Reports beside those of the lives; null: none.</param>
/// <param name="Populations">At least one; their shares make 100%.</param>
/// <param name="Storms">What hits many clients at once.</param>
/// <param name="Text">The file's text, so that it can be read elsewhere too.</param>
/// <param name="Hash">SHA-256 of that text, in lowercase hex, whatever its line ends.</param>
public sealed record ScenarioDefinition(
    string Name,
    string Description,
    int Clients,
    TimeSpan Duration,
    ImmutableArray<Phase> Phases,
    ReportLoad? Reports,
    ImmutableArray<Population> Populations,
    ImmutableArray<Storm> Storms,
    string Text,
    string Hash)
{
    /// <summary>What the operator does, in order of time.</summary>
    public ImmutableArray<Act> Acts { get; init; } = [];

    /// <summary>More clients than this are taken for a slip.</summary>
    public const int MaxClients = 10_000_000;

    /// <summary>A longer scenario is taken for a slip.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromDays(366);
}
