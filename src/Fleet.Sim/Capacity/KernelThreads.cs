using System.Globalization;

namespace Fleet.Sim.Capacity;

/// <summary>The kernel's own threads: what they do is written to disks and sent for those who are measured, and not by others.</summary>
internal static class KernelThreads
{
    /// <summary>Whose children they are.</summary>
    private const string Parent = "2";

    private const double TicksPerSecond = 100;

    /// <summary>The processor time that they have taken; none where they cannot be seen, as from within a container.</summary>
    /// <param name="root">Where processes are told.</param>
    public static TimeSpan Time(string root = "/proc") => TimeSpan.FromSeconds(Directory.Exists(root)
        ? Directory.EnumerateDirectories(root).Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Sum(folder => Ticks(Path.Combine(folder, "stat"))) / TicksPerSecond
        : 0);

    private static double Ticks(string stat)
    {
        try
        {
            // pid (name) state parent …, the two times being the 14th and the 15th field; a name may have blanks and brackets in it.
            var text = File.ReadAllText(stat);
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields[1] == Parent ? double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture) : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }
}
