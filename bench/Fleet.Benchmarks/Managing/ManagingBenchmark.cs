using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Fleet.V1;
using Grpc.Net.Client;

namespace Fleet.Benchmarks.Managing;

/// <summary>
/// Settings of a large group and a task to all of it, at a running host: how soon those who are there are told, what ingest keeps meanwhile, how exact the pace is, and
/// how soon questions about the task are answered. bench/managing.sh starts the host.
/// </summary>
internal static class ManagingBenchmark
{
    private const int Streams = 8;
    private const int Reporters = 400;
    private const int PerMinute = 6_000;

    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(10);

    public static async Task<int> Run(string[] args)
    {
        using var http = new HttpClient { BaseAddress = new Uri(args[0]), Timeout = TimeSpan.FromMinutes(10) };
        var clients = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 100_000;
        var online = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 10_000;
        using var stop = new CancellationTokenSource();
        var channels = Enumerable.Range(0, 2).Select(_ => GrpcChannel.ForAddress(args[1])).ToList();
        var managed = Enumerable.Range(0, Streams).Select(number => Line(channels[0], $"managed-{number}-", "managed", clients / Streams)).ToList();
        var reporting = Line(channels[1], "reporter-", "reporters", Reporters);
        List<ManagedLine> all = [.. managed, reporting];
        var running = all.ConvertAll(line => line.Run(stop.Token));

        all.ForEach(line => line.Hello());
        await Until(running, () => all.Sum(line => line.Welcomed) >= (clients / Streams * Streams) + Reporters);
        managed.ForEach(line => line.Goodbye(online / Streams));
        var there = online / Streams * Streams;
        await Until(running, async () => await Total(http, "/v1/clients?group=managed&connection=online&limit=1") == there);
        Console.WriteLine($"{clients:N0} clients of a group, {there:N0} of them online");

        await TellSettings(http, managed, reporting, running, there);
        await GiveTask(http, managed, running, there);
        await stop.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        channels.ForEach(channel => channel.Dispose());
        return 0;
    }

    private static async Task TellSettings(HttpClient http, List<ManagedLine> managed, ManagedLine reporting, List<Task> running, int online)
    {
        reporting.BeginToReport();
        // It is warm when it has done the same for a while.
        await Task.Delay(Stretch);
        var alone = await Acks(reporting, Stretch);
        managed.ForEach(line => ManagedLine.Take(line.Settings));
        var (began, acked) = (Stopwatch.GetTimestamp(), reporting.Acked);
        await Send(http, HttpMethod.Put, "/v1/groups/managed/settings", """{"realTimeScan":"enabled"}""");
        var answered = Stopwatch.GetElapsedTime(began);
        await Until(running, () => managed.Sum(line => ManagedLine.Count(line.Settings)) >= online);
        var told = Stopwatch.GetElapsedTime(began);
        var beside = (reporting.Acked - acked) / told.TotalSeconds;
        reporting.StopReporting();
        Console.WriteLine($"settings          answered in {answered.TotalMilliseconds:N0} ms, all told in {told.TotalSeconds:N1} s (30 at the most)");
        Console.WriteLine($"ingest            {beside:N0} reports/s meanwhile, {alone:N0} without: {beside / alone:N2} (0.80 at least)");
    }

    private static async Task GiveTask(HttpClient http, List<ManagedLine> managed, List<Task> running, int online)
    {
        await Until(running, async () => await IsEmpty(http, "/v1/clients?group=managed&connection=online&settingsState=pending&limit=1"));
        managed.ForEach(line => ManagedLine.Take(line.Tasks));
        var began = Stopwatch.GetTimestamp();
        var made = await Send(http, HttpMethod.Post, "/v1/tasks", $$$"""{"taskId":"bench","kind":"scan-now","target":{"group":"managed"},"rollout":{"perMinute":{{{PerMinute}}}}}""");
        Console.WriteLine($"task              to {made.GetProperty("targets").GetInt64():N0} targets accepted in {Stopwatch.GetElapsedTime(began).TotalMilliseconds:N0} ms (2,000 at the most)");
        var wanted = Math.Min(online, PerMinute / 2);
        var pace = Task.Run(() => Until(running, () => managed.Sum(line => ManagedLine.Count(line.Tasks)) >= wanted));
        Console.WriteLine($"nothing           {await Times(http, "/health/live", 500)} (GET /health/live: what a request costs)");
        Console.WriteLine($"counts            {await Times(http, "/v1/tasks/bench", 1_000)} (10 ms at the most)");
        Console.WriteLine($"targets           {await Times(http, "/v1/tasks/bench/clients?limit=100", 300)} (a page of 100; 20 ms at the most)");
        await pace;
        var sent = managed.SelectMany(line => ManagedLine.Take(line.Tasks)).Order().Take(wanted).ToList();
        var rate = (sent.Count - 1) / Stopwatch.GetElapsedTime(sent[0], sent[^1]).TotalMinutes;
        Console.WriteLine($"pace              {rate:N0} a minute of {PerMinute:N0}: {rate / PerMinute:N3} (within 0.05)");
        await Send(http, HttpMethod.Post, "/v1/tasks/bench/cancel", "");
    }

    private static ManagedLine Line(GrpcChannel channel, string prefix, string group, int clients) => new(new FleetRelay.FleetRelayClient(channel).Relay(), prefix, group, clients);

    private static async Task<double> Acks(ManagedLine line, TimeSpan stretch)
    {
        var (began, acked) = (Stopwatch.GetTimestamp(), line.Acked);
        await Task.Delay(stretch);
        return (line.Acked - acked) / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<string> Times(HttpClient http, string path, int times)
    {
        var took = new List<double>(times);
        for (var one = 0; one < times; one++)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        took.Sort();
        return $"p50 {took[times / 2]:N1} ms, p99 {took[times * 99 / 100]:N1} ms";
    }

    private static async Task<long> Total(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.IsSuccessStatusCode && JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("total") is { ValueKind: JsonValueKind.Number } total ? total.GetInt64() : -1;
    }

    private static async Task<bool> IsEmpty(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.IsSuccessStatusCode && JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("items").GetArrayLength() == 0;
    }

    private static async Task<JsonElement> Send(HttpClient http, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"{path}: {text}");
    }

    private static Task Until(List<Task> running, Func<bool> holds) => Until(running, () => Task.FromResult(holds()));

    /// <summary>Waits for a condition, as long as no stream has ended.</summary>
    private static async Task Until(List<Task> running, Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            if (running.Find(line => line.IsCompleted) is { } over)
                throw new InvalidOperationException("A relay's stream has ended.", over.Exception);
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }
}
