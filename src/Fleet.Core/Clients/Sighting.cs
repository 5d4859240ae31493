using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>When a client that has a session was heard last: what "online" stands on.</summary>
/// <param name="At">By the server's clock.</param>
/// <param name="IsAnswer">What was heard was its answer to the question whether it is there.</param>
public readonly record struct Sighting(DateTimeOffset At, bool IsAnswer = false)
{
    /// <summary>A heartbeat is sent when it is due, and heard a little later.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(5);

    /// <summary>Where heartbeats are far between, nobody calls "now" what was heard at the last one.</summary>
    private static readonly TimeSpan LongestNow = TimeSpan.FromMinutes(5);

    /// <summary>How long ago that was; never less than nothing, as clocks differ.</summary>
    public TimeSpan AgeAt(DateTimeOffset now) => now > At ? now - At : TimeSpan.Zero;

    /// <summary>What it is worth at a moment.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="heartbeat">How often a client that has nothing to say says so.</param>
    public Provenance ProvenanceAt(DateTimeOffset now, TimeSpan heartbeat) =>
        AgeAt(now) > (heartbeat < LongestNow ? heartbeat : LongestNow) + OnTheWay ? Provenance.Presumed
        : IsAnswer ? Provenance.Verified
        : Provenance.SeenNow;
}
