using System.Globalization;

namespace Fleet.Benchmarks.Pages;

/// <summary>What those cost who look at the overview: each asks for it every two seconds on a connection of his own, as its script does.</summary>
internal static class ViewersTrial
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(10);

    public static async Task Run(Uri host, string grpc, int viewers)
    {
        using var http = new HttpClient { BaseAddress = host };
        await using var reporters = await Reporters.Open(grpc, "viewed");
        var alone = await Memory(http, TimeSpan.FromSeconds(4));
        var before = await Look(viewers, host, stop => Memory(http, Stretch, stop));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{viewers} viewers cost the host {(before - alone) / viewers / 1024:N0} KiB each ({alone / 1048576:N0} MiB without them, {before / 1048576:N0} MiB with them)"));

        reporters.Line.BeginToReport();
        // It is warm when it has done the same for a while.
        await Task.Delay(Stretch);
        var (without, with) = (new List<double>(), new List<double>());
        for (var round = 0; round < 3; round++)
        {
            without.Add(await Acks(reporters));
            with.Add(await Look(viewers, host, _ => Acks(reporters)));
        }

        reporters.Line.StopReporting();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ingest with them {with.Average():N0} reports/s, without {without.Average():N0}: {with.Average() / without.Average():N2} (0.90 at least)"));
    }

    private static async Task<double> Look(int viewers, Uri host, Func<CancellationToken, Task<double>> meanwhile)
    {
        using var stop = new CancellationTokenSource();
        var looking = Enumerable.Range(0, viewers).Select(number => View(host, Every * number / viewers, stop.Token)).ToList();
        await Task.Delay(Every);
        var measured = await meanwhile(stop.Token);
        await stop.CancelAsync();
        await Task.WhenAll(looking);
        return measured;
    }

    private static async Task View(Uri host, TimeSpan late, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = host };
        try
        {
            await Task.Delay(late, stop);
            using var timer = new PeriodicTimer(Every);
            do
                await http.GetStringAsync("/", stop);
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // He has gone.
        }
    }

    private static async Task<double> Acks(Reporters reporters)
    {
        var acked = reporters.Line.Acked;
        await Task.Delay(Stretch);
        return (reporters.Line.Acked - acked) / Stretch.TotalSeconds;
    }

    /// <summary>The least that the host has in use within a time: what is left when garbage has gone.</summary>
    private static async Task<double> Memory(HttpClient http, TimeSpan time, CancellationToken stop = default)
    {
        var least = double.MaxValue;
        for (var second = 0; second < time.TotalSeconds; second++)
        {
            var line = (await http.GetStringAsync("/metrics", stop)).Split('\n').First(line => line.StartsWith("process_working_set_bytes ", StringComparison.Ordinal));
            least = Math.Min(least, double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
            await Task.Delay(TimeSpan.FromSeconds(1), stop);
        }

        return least;
    }
}
