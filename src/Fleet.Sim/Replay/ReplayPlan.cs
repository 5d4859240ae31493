using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Drive;
using Fleet.Sim.Oracle;
using Fleet.Sim.Recording;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Replay;

/// <summary>How a recording is to be played again.</summary>
/// <param name="Timeline">What is played.</param>
/// <param name="Clock">The clients' clocks.</param>
/// <param name="ExpectedFleetHash">The fleet that should be there in the end; null: that depends on when the server asks its clients for something.</param>
internal sealed record ReplayPlan(ITimeline Timeline, TimeProvider Clock, string? ExpectedFleetHash)
{
    /// <summary>Makes ready.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="prefix">Put before every client's id.</param>
    /// <param name="shiftTo">What the clients' clocks show at the start; null: now.</param>
    /// <param name="rules">The server's settings.</param>
    /// <param name="speed">How fast.</param>
    /// <param name="clock">The real clock.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="RecordingException">With the prefix an id would be none.</exception>
    public static ReplayPlan Of(
        RecordedTimeline recording, string prefix, DateTimeOffset? shiftTo, ClientRules rules, Speed speed, TimeProvider clock, CancellationToken cancel)
    {
        var by = shiftTo is { } moment ? moment - clock.GetUtcNow() : TimeSpan.Zero;
        if (prefix.Length > 0 && recording.Clients.FirstOrDefault(client => !ClientId.TryParse(prefix + client.Id.Value, out _)).Id is { } wrong)
            throw new RecordingException($"--rename makes '{prefix}{wrong}', which is no id: one takes {ClientId.Rule}.");
        ITimeline moved = prefix.Length == 0 && by == TimeSpan.Zero ? recording : new MovedTimeline(recording, prefix, by);
        var played = speed == Speed.Real ? moved : new StatusTimeline(moved, rules.PatternMaxAge);
        var clientClock = by == TimeSpan.Zero ? clock : new ShiftedClock(clock, by);
        if (recording.Acts.Count > 0 && !recording.TellsAll)
            return new ReplayPlan(played, clientClock, ExpectedFleetHash: null);
        var recorded = rules with { PatternMaxAge = TimeSpan.FromMicroseconds(recording.Header.PatternMaxAge) };
        var isAsRecorded = ReferenceEquals(moved, recording) && rules == recorded;
        // Played as others it ends in another fleet, but that tells nothing if the recording does not even give its own.
        var told = recording.Footer.FleetHash is { } hash && (isAsRecorded || hash != OracleFleet.HashAfterGoodbye(recording, recorded, cancel)) ? hash : null;
        return new ReplayPlan(played, clientClock, told ?? OracleFleet.HashAfterGoodbye(played, rules, cancel));
    }
}
