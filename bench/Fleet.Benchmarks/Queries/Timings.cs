using System.Diagnostics;

namespace Fleet.Benchmarks.Queries;

/// <summary>Times of one question asked many times, in milliseconds.</summary>
internal sealed class Timings
{
    private readonly List<double> _times = [];

    public static Timings Of(int times, Action<int> ask)
    {
        var timings = new Timings();
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            ask(i);
            timings._times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        timings._times.Sort();
        return timings;
    }

    public double Median => _times[_times.Count / 2];

    public double P99 => _times[(int)Math.Ceiling(_times.Count * 0.99) - 1];
}
