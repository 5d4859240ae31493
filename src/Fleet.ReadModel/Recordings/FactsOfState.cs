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
    public ReportedFacts Whole(ClientState state) => new() { Numbers = state.Numbers, Pattern = Pattern(state.Pattern), Group = state.Group };

    /// <summary>The facts that were told but for the group, which a hello tells.</summary>
    public ReportedFacts Told(ClientState state) => new()
    {
        Numbers = state.Numbers.Only(state.Reported),
        Pattern = state.Reported.HasFlag(Fact.Pattern) ? Pattern(state.Pattern) : null,
    };

    /// <summary>The facts that a report changed.</summary>
    public ReportedFacts Changed(ChangedFacts changed) => new()
    {
        Numbers = changed.Numbers,
        Pattern = changed.Pattern is { } pattern ? Pattern(pattern) : null,
        Group = changed.Group,
    };

    private ReportedPattern Pattern(HeldPattern pattern) => pattern is { Version: { } version, ReleasedAt: { } releasedAt }
        ? new ReportedPattern.OfRelease(version, DateTimeOffset.UnixEpoch + Within(releasedAt - start))
        : new ReportedPattern.OfStatus(pattern.Status);

    /// <summary>The journal may have releases of long ago, from before times had a bound. Told as the furthest that a recording takes, they are outdated all the same.</summary>
    private static TimeSpan Within(TimeSpan sinceStart) => sinceStart < -Furthest ? -Furthest : sinceStart > Furthest ? Furthest : sinceStart;
}
