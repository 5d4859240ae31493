using System.Diagnostics;

namespace Fleet.Benchmarks.Queries;

/// <summary>Two ways of answering one question, in turns, so that whatever else the machine does hits both.</summary>
internal static class Duel
{
    /// <summary>For each of the two: the bare way may take seconds for what has no index.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(6);

    public static void Head()
    {
        Console.WriteLine("| question | p50 ms | p99 ms | CPU p50 | CPU p99 | bare SQL p50 | p99 | CPU p50 | CPU ours / bare |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
    }

    public static void Run(string name, int times, Action<int> ask, Action<int> bare)
    {
        var (ours, theirs) = (new Timings(), new Timings());
        ask(0);
        for (var i = 0; i < times && (i < 2 || ours.Total < Budget); i++)
        {
            ours.Add(i, ask);
            if (theirs.Count < 1 || theirs.Total < Budget)
                theirs.Add(i, bare);
        }

        Console.WriteLine(
            $"| {name} | {ours.Of(0.5):N2} | {ours.Of(0.99):N2} | {ours.CpuOf(0.5):N2} | {ours.CpuOf(0.99):N2} "
            + $"| {theirs.Of(0.5):N2} | {theirs.Of(0.99):N2} | {theirs.CpuOf(0.5):N2} | {ours.CpuOf(0.5) / theirs.CpuOf(0.5):N2} |");
    }

    /// <summary>
    /// Times of one question asked many times, in milliseconds: as the clock has it, and without the time in which the thread waited for a
    /// processor, which on a machine that others use too is most of it.
    /// </summary>
    private sealed class Timings
    {
        private readonly List<double> _times = [];
        private readonly List<double> _cpu = [];

        public int Count => _times.Count;

        public TimeSpan Total { get; private set; }

        public double Of(double share) => At(_times, share);

        public double CpuOf(double share) => At(_cpu, share);

        public void Add(int i, Action<int> ask)
        {
            var (start, cpu) = (Stopwatch.GetTimestamp(), ThreadClock.Milliseconds());
            ask(i);
            _cpu.Add(ThreadClock.Milliseconds() - cpu);
            var took = Stopwatch.GetElapsedTime(start);
            Total += took;
            _times.Add(took.TotalMilliseconds);
        }

        private static double At(List<double> times, double share) => times.Order().ElementAt((int)Math.Ceiling(times.Count * share) - 1);
    }
}
