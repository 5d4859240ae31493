using System.Globalization;

namespace Fleet.Sim.Hosting;

/// <summary>A logical processor: what the system counts, and starts threads on.</summary>
/// <param name="Number">By which the system knows it.</param>
/// <param name="Core">Names its physical core; siblings share one, and take from each other.</param>
/// <param name="Cache">Names the last cache that it shares with other cores.</param>
internal sealed record Processor(int Number, string Core, string Cache)
{
    private const string Root = "/sys/devices/system/cpu";

    /// <summary>Where it is, as the kernel tells; one that it tells nothing of is a core of its own, in the same cache as all.</summary>
    public static Processor Of(int number, string root = Root)
    {
        var folder = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"cpu{number}"));
        var caches = Path.Combine(folder, "cache");
        var last = Directory.Exists(caches) ? Directory.GetDirectories(caches, "index*").OrderBy(Level).LastOrDefault() : null;
        return new Processor(
            number,
            Line(Path.Combine(folder, "topology", "thread_siblings_list")) ?? $"{number}",
            last is null ? "" : Line(Path.Combine(last, "shared_cpu_list")) ?? "");
    }

    private static int Level(string cache) => int.TryParse(Line(Path.Combine(cache, "level")), CultureInfo.InvariantCulture, out var level) ? level : 0;

    private static string? Line(string file) => File.Exists(file) ? File.ReadAllText(file).Trim() : null;
}
