namespace Fleet.Protocol.Recording;

/// <summary>What a recording's event says happened to a client; written in kebab-case.</summary>
public enum InputKind
{
    /// <summary>It connects and says hello.</summary>
    Connect = 1,

    /// <summary>It says goodbye.</summary>
    Leave,

    /// <summary>Its stream breaks.</summary>
    Break,

    /// <summary>Its cable is pulled.</summary>
    PullCable,

    /// <summary>It observes something and reports it.</summary>
    Tell,

    /// <summary>It ceases to read.</summary>
    StopReading,

    /// <summary>It reads again.</summary>
    ReadAgain,

    /// <summary>Its machine is re-imaged: what it observed while it was away is gone, and its numbers begin at 1 again, in a new epoch.</summary>
    ReImage,

    /// <summary>What it will do about settings or a task, if it is sent them.</summary>
    Intend,
}
