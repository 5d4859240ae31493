using System.Net.ServerSentEvents;
using Fleet.Protocol.Http;
using Fleet.Protocol.Wire;
using Fleet.Sim.Drive;

namespace Fleet.Sim.Reads;

/// <summary>One reader: its questions, its look at what was acknowledged, and its feed.</summary>
/// <param name="number">From 0: readers begin with other questions.</param>
/// <param name="offset">At which part of a second its questions are due.</param>
/// <param name="asker">Asks.</param>
/// <param name="acks">Of the clients.</param>
/// <param name="log">Counts.</param>
/// <param name="time">The clock.</param>
internal sealed class PacedReader(int number, double offset, Asker asker, AckTap acks, ReadLog log, TimeProvider time)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1 / ReadFigures.PaceOfEach);

    /// <summary>What people look for: everybody, who is away, who needs somebody, and why.</summary>
    private static readonly string[] Lists =
    [
        "/v1/clients", "/v1/clients?connection=offline&sort=since", "/v1/clients?needsAction=true&sort=-lastReport", "/v1/clients?condition=pattern-outdated&condition=real-time-scan-stopped",
    ];

    private DateTimeOffset? _first;
    private DateTimeOffset? _latest;

    /// <summary>Reads until it is stopped.</summary>
    /// <param name="stop">No more is asked; what is under way is waited for.</param>
    /// <param name="abort">Nothing is waited for any more.</param>
    public Task ReadAsync(CancellationToken stop, CancellationToken abort) => Task.WhenAll(AskAsync(stop, abort), LookAsync(stop, abort), FollowAsync(stop));

    private async Task AskAsync(CancellationToken stop, CancellationToken abort)
    {
        var start = time.GetTimestamp();
        for (var question = 0L; ; question++)
        {
            var due = start + (long)((question + offset) * Pace.TotalSeconds * time.TimestampFrequency);
            var early = time.GetElapsedTime(time.GetTimestamp(), due);
            await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, time, stop);
            switch ((number + question) % 3)
            {
                case 0:
                    await asker.AskAsync<ClientPageJson>(Lists[(number + (question / 3)) % Lists.Length], due, afterAck: false, abort);
                    break;
                case 1 when _first < _latest:
                    await asker.AskAsync<FleetDiff>($"/v1/fleet/diff?from={Text(_first.Value)}&to={Text(_latest.Value)}", due, afterAck: false, abort);
                    break;
                default:
                    _latest = (await asker.AskAsync<FleetSummary>("/v1/fleet/summary", due, afterAck: false, abort))?.At ?? _latest;
                    _first ??= _latest;
                    break;
            }
        }
    }

    private async Task LookAsync(CancellationToken stop, CancellationToken abort)
    {
        while (true)
        {
            var ack = await acks.NextAsync().WaitAsync(stop);
            await asker.AskAsync<ClientPageJson>($"/v1/clients?limit=1&minOffset={ack.Offset}", ack.Timestamp, afterAck: true, abort);
            await Task.Delay(Pace, time, stop);
        }
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        for (string? last = null; ; await Task.Delay(Pace, time, stop))
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(asker.Api, "/v1/icon-changes"));
                if (last is not null)
                    request.Headers.Add("Last-Event-ID", last);
                using var response = await asker.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
                response.EnsureSuccessStatusCode();
                await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(stop)).EnumerateAsync(stop))
                {
                    last = item.EventId ?? last;
                    if (item.EventType == "icon-change")
                        log.IconChanged();
                }

                log.FeedBroke("the feed ended");
            }
            catch (Exception e) when (e is HttpRequestException or IOException && !stop.IsCancellationRequested)
            {
                log.FeedBroke($"the feed: {e.Message}");
            }
        }
    }

    private static string Text(DateTimeOffset moment) => Uri.EscapeDataString(Rfc3339.Text(moment));
}
