using System.Reflection;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Scenario;

/// <summary>
/// What may happen in a client's life. The values number the random streams of a timeline and stay what they are.
/// </summary>
public enum Verb
{
    /// <summary>The machine is switched on for the first time: life begins, with a connection.</summary>
    [Moves(MovesAttribute.Presence, PresenceState.Present, PresenceState.Off)]
    Login = 1,

    /// <summary>Connects again after it was away.</summary>
    [Moves(MovesAttribute.Presence, PresenceState.Present, PresenceState.Away)]
    Connect = 2,

    /// <summary>Says goodbye.</summary>
    [Moves(MovesAttribute.Presence, PresenceState.Away, PresenceState.Present)]
    Leave = 3,

    /// <summary>Its stream breaks.</summary>
    [Moves(MovesAttribute.Presence, PresenceState.Away, PresenceState.Present)]
    Break = 4,

    /// <summary>Its cable is pulled.</summary>
    [Moves(MovesAttribute.Presence, PresenceState.Away, PresenceState.Present)]
    PullCable = 5,

    /// <summary>Roaming mode goes on.</summary>
    [Moves(Fact.Roaming, FactNumbers.On, FactNumbers.Off)]
    Roam = 6,

    /// <summary>Roaming mode goes off.</summary>
    [Moves(Fact.Roaming, FactNumbers.Off, FactNumbers.On)]
    Return = 7,

    /// <summary>The pattern turns outdated.</summary>
    [Moves(Fact.Pattern, PatternStatus.Outdated, PatternStatus.UpToDate)]
    Age = 8,

    /// <summary>An outdated pattern is replaced by the newest.</summary>
    [Moves(Fact.Pattern, PatternStatus.UpToDate, PatternStatus.Outdated)]
    Fetch = 9,

    /// <summary>Real-time Scan is switched off.</summary>
    [Moves(Fact.RealTimeScan, RealTimeScan.Disabled, RealTimeScan.Enabled)]
    Disable = 10,

    /// <summary>The Real-time Scan service stops.</summary>
    [Moves(Fact.RealTimeScan, RealTimeScan.Stopped, RealTimeScan.Enabled, RealTimeScan.Disabled)]
    Stop = 11,

    /// <summary>Real-time Scan runs again.</summary>
    [Moves(Fact.RealTimeScan, RealTimeScan.Enabled, RealTimeScan.Disabled, RealTimeScan.Stopped)]
    Restore = 12,

    /// <summary>The Smart Protection Server gets out of reach.</summary>
    [Moves(Fact.SmartProtection, SmartProtection.Disconnected, SmartProtection.Connected)]
    Lose = 13,

    /// <summary>The Smart Protection Server is reached again.</summary>
    [Moves(Fact.SmartProtection, SmartProtection.Connected, SmartProtection.Disconnected)]
    Find = 14,
}

/// <summary>What a verb does.</summary>
/// <param name="track">The part of a client's life: a fact, or <see cref="Presence"/>.</param>
/// <param name="to">The state after it.</param>
/// <param name="from">The states in which it is possible.</param>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class MovesAttribute(Fact track, object to, params object[] from) : Attribute
{
    /// <summary>The presence, which is no fact.</summary>
    public const Fact Presence = Fact.None;

    private static readonly MovesAttribute?[] ByVerb =
        [null, .. Enum.GetNames<Verb>().Select(verb => typeof(Verb).GetField(verb)!.GetCustomAttribute<MovesAttribute>() ?? throw new InvalidOperationException($"{verb} moves nothing."))];

    public Fact Track => track;

    public byte To => Convert.ToByte(to);

    public byte[] From => [.. from.Select(state => Convert.ToByte(state))];

    public static MovesAttribute Of(Verb verb) => ByVerb[(int)verb]!;
}

/// <summary>Where a client is, as it knows itself.</summary>
internal enum PresenceState : byte
{
    /// <summary>Its life has not begun.</summary>
    Off,

    /// <summary>It has no connection.</summary>
    Away,

    /// <summary>It has one.</summary>
    Present,

    /// <summary>It was uninstalled or moved, and does not come back.</summary>
    Gone,
}
