using Fleet.Core.Vocabulary;
using Fleet.Sim.Scenario;

namespace Fleet.Sim.Synthesis;

/// <summary>What a verb does to its track.</summary>
/// <param name="Track">The state machine.</param>
/// <param name="From">The states in which it is possible.</param>
/// <param name="To">The state after it.</param>
internal sealed record Transition(Track Track, byte[] From, byte To)
{
    private static readonly Transition?[] ByVerb = [null, .. Enum.GetValues<Verb>().Select(Define)];

    /// <summary>The transition of a verb.</summary>
    public static Transition Of(Verb verb) => ByVerb[(int)verb]!;

    private static Transition Define(Verb verb) => verb switch
    {
        Verb.Login => Presence(PresenceState.Off, PresenceState.Present),
        Verb.Connect => Presence(PresenceState.Away, PresenceState.Present),
        Verb.Leave or Verb.Break or Verb.PullCable => Presence(PresenceState.Present, PresenceState.Away),
        Verb.Roam => new(Track.Roaming, [(byte)RoamingState.Home], (byte)RoamingState.Roaming),
        Verb.Return => new(Track.Roaming, [(byte)RoamingState.Roaming], (byte)RoamingState.Home),
        Verb.Age => new(Track.Pattern, [(byte)PatternStatus.UpToDate], (byte)PatternStatus.Outdated),
        Verb.Fetch => new(Track.Pattern, [(byte)PatternStatus.Outdated], (byte)PatternStatus.UpToDate),
        Verb.Disable => new(Track.RealTimeScan, [(byte)RealTimeScan.Enabled], (byte)RealTimeScan.Disabled),
        Verb.Stop => new(Track.RealTimeScan, [(byte)RealTimeScan.Enabled, (byte)RealTimeScan.Disabled], (byte)RealTimeScan.Stopped),
        Verb.Restore => new(Track.RealTimeScan, [(byte)RealTimeScan.Disabled, (byte)RealTimeScan.Stopped], (byte)RealTimeScan.Enabled),
        Verb.Lose => new(Track.SmartProtection, [(byte)SmartProtection.Connected], (byte)SmartProtection.Disconnected),
        Verb.Find => new(Track.SmartProtection, [(byte)SmartProtection.Disconnected], (byte)SmartProtection.Connected),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "unknown verb"),
    };

    private static Transition Presence(PresenceState from, PresenceState to) => new(Track.Presence, [(byte)from], (byte)to);
}
