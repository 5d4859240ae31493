namespace Fleet.Core.Settings;

/// <summary>Where a client fetches components from.</summary>
public enum UpdateSource
{
    /// <summary>The server.</summary>
    Server = 1,

    /// <summary>A client that hands components on.</summary>
    UpdateAgent = 2,

    /// <summary>The vendor, over the Internet.</summary>
    Vendor = 3,
}
