using System.Globalization;

namespace Fleet.Sim.Hosting;

/// <summary>The processor time of processes that are not our own children, by <c>/proc</c>.</summary>
internal static class ProcessTimes
{
    /// <summary>The parent of all threads of the kernel. What they do is written to disks and sent for those who are measured, and not by others.</summary>
    public const int Kernel = 2;

    private const string Root = "/proc";
    private const double TicksPerSecond = 100;

    /// <summary>Of a process and its children; none of those that cannot be seen, as the kernel's threads from within a container.</summary>
    /// <param name="process">The number of the process.</param>
    /// <param name="root">Where processes are told.</param>
    public static TimeSpan OfFamily(int process, string root = Root) => TimeSpan.FromSeconds(Directory.Exists(root)
        ? Directory.EnumerateDirectories(root).Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Sum(folder => Ticks(folder, process)) / TicksPerSecond
        : 0);

    private static double Ticks(string folder, int process)
    {
        try
        {
            // pid (name) state parent …, the two times being the 14th and the 15th field; a name may have blanks and brackets in it.
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return Number(Path.GetFileName(folder)) == process || Number(fields[1]) == process ? Number(fields[11]) + Number(fields[12]) : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
