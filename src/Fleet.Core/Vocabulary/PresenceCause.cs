namespace Fleet.Core.Vocabulary;

/// <summary>Why a client is, or is not, present: its provenance.</summary>
public enum PresenceCause
{
    /// <summary>It never had a session.</summary>
    Never = 0,

    /// <summary>Its session is open.</summary>
    Session = 1,

    /// <summary>It said goodbye.</summary>
    Goodbye = 2,

    /// <summary>Its stream broke.</summary>
    Broken = 3,

    /// <summary>Nothing was heard on its stream for the timeout.</summary>
    Silent = 4,

    /// <summary>A newer session took its place and has not caught up with its backlog yet.</summary>
    Superseded = 5,

    /// <summary>The node that held its session is gone and the client did not come back within the grace period.</summary>
    Presumed = 6,
}
