using System.Diagnostics;

namespace Fleet.Benchmarks.Queries;

/// <summary>Two ways of answering one question, in turns, so that whatever else the machine does hits both.</summary>
internal static class Duel
{
    /// <summary>For each of the two: the bare way may take seconds for what has no index.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(6);

    public static void Head()
    {
        Console.WriteLine("| question | p50 ms | p99 ms | bare SQL p50 | bare SQL p99 | ours / bare |");
        Console.WriteLine("|---|---|---|---|---|---|");
    }

    public static void Run(string name, int times, Action<int> ask, Action<int> bare)
    {
        var (ours, theirs) = (new Timings(), new Timings());
        ask(0);
        for (var i = 0; i < times && (i < 2 || ours.Total < Budget); i++)
        {
            ours.Add(i, ask);
            if (theirs.Count < 2 || theirs.Total < Budget)
                theirs.Add(i, bare);
        }

        Console.WriteLine(
            $"| {name} | {ours.Median:N2} | {ours.P99:N2} | {theirs.Median:N2} | {theirs.P99:N2} | {ours.Median / theirs.Median:N2} |");
    }

    /// <summary>Times of one question asked many times, in milliseconds.</summary>
    private sealed class Timings
    {
        private readonly List<double> _times = [];

        public int Count => _times.Count;

        public TimeSpan Total { get; private set; }

        public double Median => _times.Order().ElementAt(_times.Count / 2);

        public double P99 => _times.Order().ElementAt((int)Math.Ceiling(_times.Count * 0.99) - 1);

        public void Add(int i, Action<int> ask)
        {
            var start = Stopwatch.GetTimestamp();
            ask(i);
            var took = Stopwatch.GetElapsedTime(start);
            Total += took;
            _times.Add(took.TotalMilliseconds);
        }
    }
}
