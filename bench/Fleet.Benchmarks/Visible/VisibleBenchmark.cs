using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Fleet.Benchmarks.Visible;

/// <summary>
/// From the ack of a report to the moment at which a question and the feed tell of it, over real sockets, at a running host, whatever
/// else it has to do. bench/visible.sh starts one, and its load.
/// </summary>
internal static class VisibleBenchmark
{
    private const string Group = "probe";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    public static async Task<int> Run(string[] args)
    {
        using var http = new HttpClient { BaseAddress = new Uri(args[0]) };
        var duration = TimeSpan.FromSeconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20);
        using var over = new CancellationTokenSource(duration);
        var feed = new ProbeFeed();
        var listening = feed.Listen(http, Group, over.Token);
        var (acks, seen, lags) = (new Dictionary<long, long>(), new List<double>(), new List<double>());
        for (var seq = 1; !over.IsCancellationRequested; seq++)
        {
            var (offset, acked) = await Report(http, seq);
            acks[offset] = acked;
            using var answer = await Insist(() => http.GetAsync($"/v1/clients/probe?minOffset={offset}"));
            seen.Add(Stopwatch.GetElapsedTime(acked).TotalMilliseconds);
            lags.Add(await Lag(http));
            await Task.Delay(Interval);
        }

        await listening;
        var told = feed.ArrivedAt.Where(arrival => acks.ContainsKey(arrival.Key))
            .Select(arrival => Math.Max(0, Stopwatch.GetElapsedTime(acks[arrival.Key], arrival.Value).TotalMilliseconds)).ToList();
        Console.WriteLine($"{seen.Count} reports; ack to query: {Text(seen)}; ack to feed: {Text(told)} ({told.Count}); rows behind: {Text(lags)}");
        return 0;
    }

    /// <summary>Each report changes the icon.</summary>
    private static async Task<(long Offset, long AckedAt)> Report(HttpClient http, int seq)
    {
        using var answer = await Insist(() => http.PostAsJsonAsync(
            "/v1/clients/probe/reports",
            new { seq, observedAt = DateTimeOffset.UtcNow, facts = new { group = Group, realTimeScan = seq % 2 == 0 ? "enabled" : "stopped" } }));
        var acked = Stopwatch.GetTimestamp();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (body.GetProperty("offset").GetInt64(), acked);
    }

    /// <summary>Asks again as long as the server puts it off.</summary>
    private static async Task<HttpResponseMessage> Insist(Func<Task<HttpResponseMessage>> ask)
    {
        while (true)
        {
            var answer = await ask();
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                return answer.EnsureSuccessStatusCode();
            answer.Dispose();
            await Task.Delay(Interval);
        }
    }

    private static async Task<double> Lag(HttpClient http)
    {
        var status = await http.GetFromJsonAsync<JsonElement>("/v1/read-model");
        return status.GetProperty("journalEnd").GetDouble() - status.GetProperty("offset").GetDouble();
    }

    private static string Text(List<double> values) => values.Count == 0 ? "none" : string.Create(
        CultureInfo.InvariantCulture, $"p50 {At(values, 0.5):N0}, p99 {At(values, 0.99):N0}, most {values.Max():N0}");

    private static double At(List<double> values, double share) => values.Order().ElementAt((int)Math.Ceiling(values.Count * share) - 1);
}
