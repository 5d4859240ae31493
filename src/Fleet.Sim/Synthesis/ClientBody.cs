namespace Fleet.Sim.Synthesis;

/// <summary>What a client is beside its processes.</summary>
internal struct ClientBody
{
    /// <summary>Number of its last event.</summary>
    public int Number;

    /// <summary>The process that acts next.</summary>
    public short Due;

    /// <summary>How often its cable was pulled lately.</summary>
    public PulledCables Cables;

    /// <summary>Release of the pattern that it holds.</summary>
    public byte Release;

    /// <summary>It does not read what the server sends.</summary>
    public bool Deaf;

    /// <summary>A storm took its connection away; the last storm that holds it back gives it a new one.</summary>
    public bool TornAway;
}
