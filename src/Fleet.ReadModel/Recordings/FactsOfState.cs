using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;

namespace Fleet.ReadModel.Recordings;

/// <summary>What the journal holds, as a client would tell it.</summary>
/// <param name="start">The moment from which the recording's releases count.</param>
internal sealed class FactsOfState(DateTimeOffset start)
{
    private static readonly TimeSpan Furthest = TimeSpan.FromMicroseconds(RecordingHeader.FurthestRelease);

    /// <summary>All facts, told or not: whatever was known before, this is the client.</summary>
    public ReportedFacts Whole(ClientState state) => Told(state with
    {
        Reported = Fact.ScanMethod | Fact.Pattern | Fact.RealTimeScan | Fact.SmartProtection | Fact.Roaming,
    }) with
    { Group = state.Group };

    /// <summary>The facts that were told but for the group, which a hello tells.</summary>
    public ReportedFacts Told(ClientState state) => new()
    {
        ScanMethod = Has(state, Fact.ScanMethod) ? state.ScanMethod : null,
        Pattern = Has(state, Fact.Pattern) ? Pattern(state.Pattern) : null,
        RealTimeScan = Has(state, Fact.RealTimeScan) ? state.RealTimeScan : null,
        SmartProtection = Has(state, Fact.SmartProtection) ? state.SmartProtection : null,
        Roaming = Has(state, Fact.Roaming) ? state.Roaming : null,
    };

    /// <summary>The facts that a report changed.</summary>
    public ReportedFacts Changed(ChangedFacts changed) => new()
    {
        ScanMethod = changed.ScanMethod,
        Pattern = changed.Pattern is { } pattern ? Pattern(pattern) : null,
        RealTimeScan = changed.RealTimeScan,
        SmartProtection = changed.SmartProtection,
        Roaming = changed.Roaming,
        Group = changed.Group,
    };

    private ReportedPattern Pattern(HeldPattern pattern) => pattern is { Version: { } version, ReleasedAt: { } releasedAt }
        ? new ReportedPattern.OfRelease(version, DateTimeOffset.UnixEpoch + Within(releasedAt - start))
        : new ReportedPattern.OfStatus(pattern.Status);

    /// <summary>The journal may have releases of long ago, from before times had a bound. Told as the furthest that a recording takes, they are outdated all the same.</summary>
    private static TimeSpan Within(TimeSpan sinceStart) => sinceStart < -Furthest ? -Furthest : sinceStart > Furthest ? Furthest : sinceStart;

    private static bool Has(ClientState state, Fact fact) => state.Reported.HasFlag(fact);
}
