namespace Fleet.Core.Icons;

/// <summary>Who can act.</summary>
public enum ActionOwner
{
    /// <summary>The person at the client's machine.</summary>
    User = 1,

    /// <summary>The person at the server's console.</summary>
    Operator = 2,
}
