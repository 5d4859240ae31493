namespace Fleet.Core.Vocabulary;

/// <summary>How a client that has a session is known to be there.</summary>
public enum Provenance
{
    /// <summary>It has said something by itself just now.</summary>
    SeenNow = 1,

    /// <summary>It has just now answered the question whether it is there, and said nothing since.</summary>
    Verified = 2,

    /// <summary>Nothing speaks against it, but nothing was heard of it for longer than a heartbeat: its cable may be pulled.</summary>
    Presumed = 3,
}
