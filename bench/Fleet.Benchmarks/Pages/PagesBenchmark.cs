using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Fleet.Benchmarks.Pages;

/// <summary>
/// How fast pages are at a running host, by the browser's own clocks, beside what it and the host need for an empty page. bench/pages.sh starts the host.
/// </summary>
internal static class PagesBenchmark
{
    private const int Times = 15;

    private static readonly string[] Pages =
        ["/", "/clients", "/clients/pc-0000007", "/past", "/feed", "/groups", "/groups/site-000", "/tasks", "/audit", "/icons"];

    private static readonly string[] Filters =
        ["/clients?connection=offline", "/clients?connection=offline&realTimeScan=stopped&sort=-lastReport", "/clients?needsAction=true&sort=group", "/clients?search=7777"];

    public static async Task<int> Run(string api, string grpc, string[] options)
    {
        var wanted = options.Chunk(2).ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture));
        var host = new Uri(api);
        await ReadyFor(host);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            ChromiumSandbox = false,
            Args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        await Measure(browser, host);
        if (wanted.TryGetValue("--viewers", out var viewers))
            await ViewersTrial.Run(host, grpc, viewers);
        if (wanted.TryGetValue("--changes", out var changes))
            await FeedTrial.Run(browser, host, grpc, changes, TimeSpan.FromSeconds(wanted.GetValueOrDefault("--for", 60)));
        return 0;
    }

    /// <summary>Its tables are at the journal's end.</summary>
    private static async Task ReadyFor(Uri host)
    {
        using var http = new HttpClient { BaseAddress = host };
        while (true)
        {
            using var answer = await http.GetAsync("/v1/read-model");
            if (answer.IsSuccessStatusCode)
            {
                var progress = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
                if (progress.GetProperty("offset") is { ValueKind: JsonValueKind.Number } offset && offset.GetInt64() == progress.GetProperty("journalEnd").GetInt64())
                    return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    /// <remarks>An empty page in turns with each of them: whatever else the machine does hits both alike.</remarks>
    private static async Task Measure(IBrowser browser, Uri host)
    {
        Console.WriteLine($"{"ms",-84}{"p50",8}{"p95",8}{"empty",8}{"ratio",8}{"goal",8}");
        await Paints(browser, host, Pages, "first paint of ", isFirstVisit: true, goal: 500);
        await Paints(browser, host, Filters, "a filter: ", isFirstVisit: false, goal: 150);
        await using var tab = await Visit.Open(browser, host);
        await tab.Paint("/past");
        var (took, empty) = (new List<double>(), new List<double>());
        for (var step = 0; step < 2 * Times; step++)
        {
            took.Add(await tab.Step((step * 37 % 90) + 5));
            empty.Add(await tab.EmptyAnswer());
        }

        Print("a step of the past, to counts and icons of a moment", took, empty, goal: 200);
    }

    private static async Task Paints(IBrowser browser, Uri host, string[] addresses, string what, bool isFirstVisit, double goal)
    {
        foreach (var address in addresses)
        {
            var (took, empty) = (new List<double>(), new List<double>());
            var tab = await Visit.Open(browser, host);
            // The host has seen each page once: what is measured is how it is, not how it begins.
            await tab.Paint(address);
            for (var time = 0; time < Times; time++)
            {
                if (isFirstVisit)
                {
                    await tab.DisposeAsync();
                    tab = await Visit.Open(browser, host);
                }

                empty.Add(await tab.Paint(Visit.Empty));
                took.Add(await tab.Paint(address));
            }

            await tab.DisposeAsync();
            Print(what + address, took, empty, goal);
        }
    }

    private static void Print(string what, List<double> took, List<double> empty, double goal) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-84}{At(took, 0.5),8:N0}{At(took, 0.95),8:N0}{At(empty, 0.5),8:N0}{At(took, 0.5) / At(empty, 0.5),8:N1}{goal,8:N0}"));

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)Math.Ceiling(times.Count * share) - 1);
}
