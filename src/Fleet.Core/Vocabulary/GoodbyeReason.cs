namespace Fleet.Core.Vocabulary;

/// <summary>Why a client took its leave in good order.</summary>
public enum GoodbyeReason
{
    /// <summary>The user unloaded the client.</summary>
    Unloaded = 1,

    /// <summary>The client was uninstalled in the regular way.</summary>
    Uninstalled = 2,

    /// <summary>Its service was stopped from the console.</summary>
    ServiceStopped = 3,

    /// <summary>It moved to another server.</summary>
    Moved = 4,
}
