using System.Net.ServerSentEvents;
using Fleet.Core.Retrying;

namespace Fleet.Host.Commands.Api;

/// <summary>The host's stream of icon changes, resumed where it broke.</summary>
/// <param name="api">The host.</param>
/// <param name="question">Which changes.</param>
/// <param name="broken">Is told why the stream broke, and when it is tried again.</param>
/// <param name="time">Measures waits.</param>
internal sealed class IconChangeFeed(FleetApi api, ApiQuestion question, Action<string, TimeSpan> broken, TimeProvider time)
{
    private static readonly Backoff Waits = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    // The host says how far it is every few seconds: one that does not is gone, whatever the connection believes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private string? _last;
    private int _failures;

    /// <summary>Hands on each event, once, until it is cancelled.</summary>
    /// <exception cref="ApiException">The stream cannot be opened at first, or is refused for good.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task Follow(Action<SseItem<string>> tell, CancellationToken cancel)
    {
        var stream = await api.Open(question, _last, cancel);
        while (true)
        {
            await Pause(await Read(stream, tell, cancel), cancel);
            stream = await OpenAgain(cancel);
        }
    }

    private async Task<Stream> OpenAgain(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await api.Open(question, _last, cancel);
            }
            catch (ApiException e) when (e.MayPass)
            {
                await Pause(e.Message, cancel);
            }
        }
    }

    private async Task<string> Read(Stream stream, Action<SseItem<string>> tell, CancellationToken cancel)
    {
        await using var open = stream;
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await using var events = SseParser.Create(stream).EnumerateAsync(silence.Token).GetAsyncEnumerator(silence.Token);
        while (true)
        {
            try
            {
                silence.CancelAfter(Patience);
                if (!await events.MoveNextAsync())
                    return "The host has ended the stream.";
            }
            catch (IOException e)
            {
                return e.Message;
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return "The host has gone silent.";
            }

            tell(events.Current);
            _last = events.Current.EventId ?? _last;
            _failures = 0;
        }
    }

    private async Task Pause(string reason, CancellationToken cancel)
    {
        _failures++;
        var wait = Waits.After(_failures, Random.Shared.NextDouble());
        broken(reason, wait);
        await Task.Delay(wait, time, cancel);
    }
}
