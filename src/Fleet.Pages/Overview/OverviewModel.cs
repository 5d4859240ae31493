using Fleet.Protocol.Http;

namespace Fleet.Pages.Overview;

/// <summary>How the fleet is.</summary>
/// <param name="Fleet">The counts, and the worst groups: all of them at one offset, so that they add up.</param>
/// <param name="Progress">What is being built, and what cannot be read.</param>
public sealed record OverviewModel(FleetSummary Fleet, ReadModelJson Progress);
