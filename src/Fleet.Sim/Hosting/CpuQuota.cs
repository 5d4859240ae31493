using System.Globalization;

namespace Fleet.Sim.Hosting;

/// <summary>How many processors' time the control groups of this process allow it and what it starts: the limit of a container, however many it sees.</summary>
internal static class CpuQuota
{
    private const string Mount = "/sys/fs/cgroup";
    private const string Own = "/proc/self/cgroup";

    /// <summary>In processors; infinite where there is no limit.</summary>
    public static double Current() => File.Exists(Own) ? Of(File.ReadAllLines(Own), Mount) : double.PositiveInfinity;

    /// <summary>The least of all groups from its own one up: <c>cpu.max</c> of the second version, <c>cpu.cfs_…</c> of the first.</summary>
    /// <param name="groups">As in <c>/proc/self/cgroup</c>: <c>number:controllers:path</c>.</param>
    /// <param name="mount">Where they are to be seen.</param>
    public static double Of(IEnumerable<string> groups, string mount) => groups
        .Select(line => line.Split(':', 3))
        .Where(group => group.Length == 3 && (group[1].Length == 0 || group[1].Split(',').Contains("cpu")))
        .SelectMany(group => Upwards(group[1].Length == 0 ? mount : Path.Combine(mount, "cpu"), group[2]))
        .Select(Limit).Append(double.PositiveInfinity).Min();

    private static IEnumerable<string> Upwards(string mount, string path)
    {
        for (var folder = path.Trim('/'); folder.Length > 0; folder = Path.GetDirectoryName(folder) ?? "")
            yield return Path.Combine(mount, folder);
        yield return mount;
    }

    private static double Limit(string folder)
    {
        var numbers = Read("cpu.max") is { } both ? both.Split(' ') : [Read("cpu.cfs_quota_us") ?? "", Read("cpu.cfs_period_us") ?? ""];
        return numbers.Length == 2
            && double.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var quota)
            && double.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var period)
                ? quota / period
                : double.PositiveInfinity;

        string? Read(string name) => File.Exists(Path.Combine(folder, name)) ? File.ReadAllText(Path.Combine(folder, name)).Trim() : null;
    }
}
