using System.Diagnostics;
using Fleet.Benchmarks.Queries;

namespace Fleet.Benchmarks.Starting;

/// <summary>A journal of a length.</summary>
internal static class LongJournal
{
    private const int RowsAStep = 500_000;

    /// <summary>Makes it, unless there is one.</summary>
    public static void Make(StartPlace place, int rows, int clients)
    {
        if (Length(place) > 0)
            return;
        var start = Stopwatch.GetTimestamp();
        using (var journal = place.Store.OpenStore())
        {
            var fleet = new SyntheticFleet(clients, journal, seed: 1);
            fleet.Begin();
            for (var left = rows - clients; left > 0; left -= RowsAStep)
            {
                fleet.Change(Math.Min(left, RowsAStep));
                Console.Error.WriteLine($"{left:N0} rows to make; {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s");
            }
        }
    }

    /// <summary>Its rows.</summary>
    public static long Length(StartPlace place)
    {
        using var journal = place.OpenJournal();
        return journal?.End()?.Offset ?? 0;
    }
}
