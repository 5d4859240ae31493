namespace Fleet.Core.Icons;

/// <summary>What somebody has to do so that a condition ends.</summary>
/// <param name="Code">A word for machines, such as <c>enable-real-time-scan</c>.</param>
/// <param name="By">Who can do it.</param>
/// <param name="Text">A sentence for that person.</param>
public sealed record RequiredAction(string Code, ActionOwner By, string Text);

/// <summary>Who can act.</summary>
public enum ActionOwner
{
    /// <summary>The person at the client's machine.</summary>
    User = 1,

    /// <summary>The person at the server's console.</summary>
    Operator = 2,
}
