using Fleet.Core.Vocabulary;

namespace Fleet.Story;

/// <summary>What can be wrong with a client: its connection went without a goodbye, or one of the five conditions.</summary>
[Flags]
public enum Trouble
{
    /// <summary>All is well.</summary>
    None = 0,

    /// <summary>The pattern is older than it may be.</summary>
    PatternOutdated = Conditions.PatternOutdated,

    /// <summary>Real-time Scan is switched off.</summary>
    RealTimeScanDisabled = Conditions.RealTimeScanDisabled,

    /// <summary>The Real-time Scan service does not run.</summary>
    RealTimeScanStopped = Conditions.RealTimeScanStopped,

    /// <summary>A conventional client cannot reach the server that hosts Web Reputation.</summary>
    WebReputationUnreachable = Conditions.WebReputationUnreachable,

    /// <summary>A smart-scan client reaches no Smart Protection Server.</summary>
    SmartProtectionUnreachable = Conditions.SmartProtectionUnreachable,

    /// <summary>Offline, as its connection broke.</summary>
    Broken = 64,

    /// <summary>Offline, as nothing was heard of it.</summary>
    Silent = 128,
}

/// <summary>Finds troubles, and has the words for them.</summary>
public static class Troubles
{
    private const Trouble AllConditions = Trouble.PatternOutdated | Trouble.RealTimeScanDisabled | Trouble.RealTimeScanStopped
        | Trouble.WebReputationUnreachable | Trouble.SmartProtectionUnreachable;

    /// <summary>Each by itself.</summary>
    public static IReadOnlyList<Trouble> All { get; } = [.. Enum.GetValues<Trouble>().Where(trouble => trouble != Trouble.None)];

    /// <summary>What is wrong with a client that counts.</summary>
    /// <param name="connection">How it stands to the server.</param>
    /// <param name="cause">Why it is, or is not, present.</param>
    /// <param name="conditions">What calls for somebody's action; of an identity that two machines use a story does not tell.</param>
    public static Trouble Of(Connection connection, PresenceCause cause, Conditions conditions)
    {
        var lost = connection != Connection.Offline ? Trouble.None : cause switch
        {
            PresenceCause.Broken => Trouble.Broken,
            PresenceCause.Silent => Trouble.Silent,
            _ => Trouble.None,
        };
        return ((Trouble)conditions & AllConditions) | lost;
    }

    /// <summary>In the word of the API: a condition, or why a client is offline.</summary>
    public static string Word(Trouble trouble) => trouble switch
    {
        Trouble.Broken => Words.Of(PresenceCause.Broken),
        Trouble.Silent => Words.Of(PresenceCause.Silent),
        _ => Words.Of((Conditions)trouble),
    };

    /// <summary>What happened to these clients, in a clause that goes on after "213 clients of branch".</summary>
    public static string Began(Trouble trouble) => trouble switch
    {
        Trouble.Broken => "went offline: their connections broke",
        Trouble.Silent => "went offline: nothing was heard of them any more, as where a cable is pulled (it began a presence timeout earlier)",
        Trouble.PatternOutdated => "had patterns that had grown too old",
        Trouble.RealTimeScanDisabled => "had Real-time Scan switched off",
        Trouble.RealTimeScanStopped => "ran without the Real-time Scan service",
        Trouble.WebReputationUnreachable => "could not reach their Web Reputation server",
        Trouble.SmartProtectionUnreachable => "could not reach their Smart Protection Server",
        _ => throw new ArgumentOutOfRangeException(nameof(trouble), trouble, "not a single trouble"),
    };

    /// <summary>What its end is called.</summary>
    public static string Ended(Trouble trouble) => trouble is Trouble.Broken or Trouble.Silent ? "back" : "well again";

    /// <summary>What a client that has it is called, in a list of those.</summary>
    public static string Name(Trouble trouble) => trouble switch
    {
        Trouble.Broken => "offline, connection broken",
        Trouble.Silent => "offline, silent",
        Trouble.PatternOutdated => "pattern outdated",
        Trouble.RealTimeScanDisabled => "Real-time Scan off",
        Trouble.RealTimeScanStopped => "Real-time Scan stopped",
        Trouble.WebReputationUnreachable => "Web Reputation out of reach",
        _ => "Smart Protection out of reach",
    };
}
