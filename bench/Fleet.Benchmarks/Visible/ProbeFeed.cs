using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Fleet.Benchmarks.Visible;

/// <summary>Notes when the feed told of each icon change.</summary>
internal sealed class ProbeFeed
{
    /// <summary>Timestamps by offset.</summary>
    public ConcurrentDictionary<long, long> ArrivedAt { get; } = [];

    /// <summary>Listens until it is cancelled.</summary>
    public async Task Listen(HttpClient http, string group, CancellationToken cancel)
    {
        try
        {
            using var stream = new StreamReader(await http.GetStreamAsync($"/v1/icon-changes?group={group}", cancel));
            var isChange = false;
            while (await stream.ReadLineAsync(cancel) is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                    isChange = line == "event: icon-change";
                else if (isChange && line.StartsWith("id: ", StringComparison.Ordinal))
                    ArrivedAt[long.Parse(line.AsSpan(4), CultureInfo.InvariantCulture)] = Stopwatch.GetTimestamp();
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The time is over.
        }
    }
}
