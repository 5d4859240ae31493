using System.Globalization;
using Fleet.Sim.Hosting;

namespace Fleet.Sim.Capacity;

/// <summary>
/// What others take of the cores on which a trial runs: processes that are neither the generator nor its server, and what the hypervisor gave to
/// other machines (steal). By <c>/proc/stat</c>; elsewhere than on Linux nobody knows.
/// </summary>
/// <param name="cores">Which; null: all of the machine.</param>
/// <param name="ours">Processor time that is no others'; null: who serves cannot be told from others, and only steal is counted.</param>
/// <param name="read">What the system tells.</param>
/// <param name="time">The clock.</param>
internal sealed class ForeignLoad(IReadOnlyCollection<int>? cores, Func<TimeSpan>? ours, Func<string?> read, TimeProvider time)
{
    /// <summary>A trial is spoilt by more: as much as a load is apart from the next one that is tried, halved.</summary>
    public const double Most = 0.05;

    private const string Source = "/proc/stat";
    private const double TicksPerSecond = 100;

    private readonly long _start = time.GetTimestamp();
    private readonly TimeSpan _oursBefore = ours?.Invoke() ?? default;
    private readonly CoreTimes? _before = CoreTimes.Of(read(), cores);

    public ForeignLoad(IReadOnlyCollection<int>? cores, Func<TimeSpan>? ours, TimeProvider time)
        : this(cores, ours is null ? null : () => ours() + ProcessTimes.OfFamily(ProcessTimes.Kernel), () => File.Exists(Source) ? File.ReadAllText(Source) : null, time)
    {
    }

    /// <summary>Since the start, of the cores' time; null if nobody knows.</summary>
    public double? Share
    {
        get
        {
            if (_before is not { } before || CoreTimes.Of(read(), cores) is not { } now)
                return null;
            var others = ours is null ? 0 : Math.Max(0, now.Busy - before.Busy - (ours() - _oursBefore).TotalSeconds);
            return (others + now.Steal - before.Steal) / (time.GetElapsedTime(_start).TotalSeconds * now.Cores);
        }
    }

    /// <summary>Seconds, of all cores together. Interrupts are left out: on a loopback they are the trial's own packets.</summary>
    private readonly record struct CoreTimes(int Cores, double Busy, double Steal)
    {
        private const int User = 1, Nice = 2, System = 3, StealColumn = 8;

        public static CoreTimes? Of(string? stat, IReadOnlyCollection<int>? cores)
        {
            var rows = (stat ?? "").Split('\n')
                .Where(line => line.StartsWith("cpu", StringComparison.Ordinal) && line[3] != ' ')
                .Select(line => line[3..].Split(' '))
                .Where(row => cores is null || cores.Contains(int.Parse(row[0], CultureInfo.InvariantCulture))).ToList();
            return rows.Count == 0 ? null : new CoreTimes(rows.Count, Sum(User) + Sum(Nice) + Sum(System), Sum(StealColumn));

            double Sum(int column) => rows.Sum(row => double.Parse(row[column], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
    }
}
