using Fleet.Protocol.Http;

namespace Fleet.Pages.Overview;

/// <summary>How the fleet is.</summary>
/// <param name="Fleet">The counts, and the worst groups.</param>
/// <param name="ByUsers">Clients for which a user has something to do.</param>
/// <param name="ByOperators">Clients for which an operator has.</param>
/// <param name="ByAnybody">Clients for which anybody has.</param>
/// <param name="Progress">How far what is shown is behind the journal.</param>
/// <param name="Now">When this was found out.</param>
public sealed record OverviewModel(FleetSummary Fleet, long ByUsers, long ByOperators, long ByAnybody, ReadModelJson Progress, DateTimeOffset Now)
{
    /// <summary>Whoever is behind for longer is told of.</summary>
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(5);

    /// <summary>How long ago what is shown was so, where that is long; null: it is of now.</summary>
    public TimeSpan? Behind => Progress.Offset < Progress.JournalEnd && Fleet.At is { } at && Now - at > Bearable ? Now - at : null;
}
