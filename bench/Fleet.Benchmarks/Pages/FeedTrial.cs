using System.Globalization;
using Microsoft.Playwright;

namespace Fleet.Benchmarks.Pages;

/// <summary>The memory of a tab that has the feed open, at many changes a second.</summary>
internal static class FeedTrial
{
    private const int Looks = 6;

    public static async Task Run(IBrowser browser, Uri host, string grpc, int perSecond, TimeSpan time)
    {
        await using var reporters = await Reporters.Open(grpc, "changing");
        await using var tab = await Visit.Open(browser, host);
        await tab.Paint("/feed?group=changing");
        var processes = await browser.NewBrowserCDPSessionAsync();
        var heap = await tab.Page.Context.NewCDPSessionAsync(tab.Page);
        await heap.SendAsync("Performance.enable");
        Console.WriteLine($"{"the tab of the feed",-36}{"heap, MiB",12}{"process, MiB",14}   (150 at the most)");
        await Print("at the start", heap, processes);
        for (var look = 1; look <= Looks; look++)
        {
            await reporters.Report(perSecond, time / Looks);
            await Print($"after {(time / Looks * look).TotalSeconds:N0} s, {reporters.Line.Acked:N0} changes", heap, processes);
        }

        Console.WriteLine(await tab.Page.EvaluateAsync<string>("document.getElementById('feed-state').textContent + ', ' + document.querySelectorAll('#feed-live li').length + ' rows'"));
    }

    private static async Task Print(string when, ICDPSession heap, ICDPSession browser)
    {
        await heap.SendAsync("HeapProfiler.collectGarbage");
        var metrics = (await heap.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
        var used = metrics.EnumerateArray().Single(metric => metric.GetProperty("name").GetString() == "JSHeapUsedSize").GetProperty("value").GetDouble();
        var processes = (await browser.SendAsync("SystemInfo.getProcessInfo"))!.Value.GetProperty("processInfo").EnumerateArray();
        // Besides the tab's there is one that waits for another tab, and is smaller.
        var largest = processes.Where(process => process.GetProperty("type").GetString() == "renderer").Max(process => Resident(process.GetProperty("id").GetInt32()));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{when,-36}{used / 1048576,12:N1}{largest / 1024.0,14:N0}"));
    }

    /// <summary>In KiB, without what it shares with other processes.</summary>
    private static long Resident(int process) =>
        long.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
}
