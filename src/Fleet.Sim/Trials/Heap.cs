namespace Fleet.Sim.Trials;

/// <summary>The managed heap of this process.</summary>
internal static class Heap
{
    /// <summary>Bytes that are in use, after a full collection.</summary>
    public static long Live()
    {
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
