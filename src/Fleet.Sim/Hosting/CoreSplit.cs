namespace Fleet.Sim.Hosting;

/// <summary>Which processors are the generator's and which the server's, so that neither takes the other's time or caches.</summary>
/// <param name="Generator">Empty: they cannot be set apart.</param>
/// <param name="Server">Empty: they cannot be set apart.</param>
/// <param name="Told">How they are apart, or why they are not, in a few words.</param>
internal sealed record CoreSplit(IReadOnlyList<int> Generator, IReadOnlyList<int> Server, string Told)
{
    /// <summary>Halves caches where there are several, else physical cores; what is smaller has siblings, which are not two cores.</summary>
    /// <param name="processors">Those that may be used.</param>
    /// <param name="quota">How many processors' time may be used; infinite: all that there is.</param>
    public static CoreSplit Of(IReadOnlyList<Processor> processors, double quota)
    {
        var cores = processors.GroupBy(processor => processor.Core).Select(core => core.ToList()).ToList();
        if (quota < processors.Count)
        {
            // Whoever is on more processors than it has time for stands still for the rest of each period.
            cores = [.. cores.Take((int)quota).Select(core => core[..1])];
            if (cores.Count < 2)
                return new CoreSplit([], [], $"a quota of {quota:0.##} processors is not two");
        }

        if (cores.Count < 2)
            return new CoreSplit([], [], processors.Count < 2 ? "there is one processor" : $"the {processors.Count} processors are siblings of one core");
        var caches = cores.GroupBy(core => core[0].Cache).Select(cache => cache.SelectMany(core => core).ToList()).ToList();
        return caches.Count > 1
            ? Halves(caches, $"of {caches.Count} caches")
            : Halves(cores, $"of {cores.Count} cores{(quota < processors.Count ? $", as many as the quota of {quota:0.##} processors allows" : "")} that share a cache");
    }

    private static CoreSplit Halves(List<List<Processor>> parts, string told) => new(
        [.. parts.Take(parts.Count / 2).SelectMany(part => part).Select(processor => processor.Number)],
        [.. parts.Skip(parts.Count / 2).SelectMany(part => part).Select(processor => processor.Number)],
        told);
}
