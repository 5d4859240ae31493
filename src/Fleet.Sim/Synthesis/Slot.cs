namespace Fleet.Sim.Synthesis;

/// <summary>One process in one client's life: a track, its share of the report load, or a storm.</summary>
internal struct Slot
{
    /// <summary>Nothing is going to happen.</summary>
    public const long Never = long.MaxValue;

    /// <summary>When it acts next, in the scenario's time.</summary>
    public long Next;

    /// <summary>Counts its decisions: each has draws of its own.</summary>
    public int Round;

    /// <summary>Of a track: its state.</summary>
    public byte State;

    /// <summary>Of a track: the verb that is next.</summary>
    public byte Verb;

    /// <summary>Of a track: how many storms hold it; while one does, life does nothing to it.</summary>
    public byte Holds;

    /// <summary>Of a storm: it has hit the client and not let go yet.</summary>
    public bool IsOn;
}
