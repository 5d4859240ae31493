using System.Text.Json;
using Fleet.Protocol.Recording;
using Fleet.Protocol.Tls;
using Fleet.Protocol.Wire;
using Fleet.Sim.Recording;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Download;

/// <summary>Fetches a stretch of a server's journal, and checks it as it comes.</summary>
internal static class JournalDownload
{
    private const int Stretch = 1 << 12;

    /// <exception cref="ServerUnreachableException">Nobody answers, or not to the end, or the server fails.</exception>
    /// <exception cref="RecordingException">The server refuses, or sends something else.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task<(RecordingHeader Header, RecordingSummary Written)> WriteAsync(
        Uri api, ServerTrust trust, DateTimeOffset from, DateTimeOffset to, string path, IProgress<RecordingSummary> progress, CancellationToken cancel)
    {
        using var http = new HttpClient(trust.Handler()) { BaseAddress = api, Timeout = Timeout.InfiniteTimeSpan };
        var address = new Uri($"/v1/recordings?from={Text(from)}&to={Text(to)}", UriKind.Relative);
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancel);
            // What the server cannot do is no fault of who asks.
            if ((int)response.StatusCode >= 500)
                throw new ServerUnreachableException($"The server at {api} does not tell its journal: {await WhyAsync(response, cancel)}");
            if (!response.IsSuccessStatusCode)
                throw new RecordingException($"{new Uri(api, address)}: {await WhyAsync(response, cancel)}");
            await using var body = await response.Content.ReadAsStreamAsync(cancel);
            // The format's reader is synchronous, and waits for the network.
            return await Task.Run(() => Copy(body, new Uri(api, address).ToString(), path, progress, cancel), cancel);
        }
        catch (HttpRequestException e)
        {
            throw new ServerUnreachableException(TlsFault.Explain(e, api) ?? $"The server at {api} does not tell its journal: {e.Message}", e);
        }
    }

    private static (RecordingHeader, RecordingSummary) Copy(Stream body, string name, string path, IProgress<RecordingSummary> progress, CancellationToken cancel)
    {
        using var file = new AtomicFile(path, "--out", PackedStream.Is(path));
        using var reader = new RecordingReader(new CopyingStream(body, file.Stream), name);
        var summary = new RecordingSummary(0, 0, TimeSpan.Zero, "");
        try
        {
            while (reader.TryRead(out var input))
            {
                summary = new RecordingSummary(summary.Events + 1, summary.Facts + (input.Kind == InputKind.Tell ? 1 : 0), TimeSpan.FromMicroseconds(input.At), "");
                if (summary.Events % Stretch != 0)
                    continue;
                cancel.ThrowIfCancellationRequested();
                progress.Report(summary);
            }
        }
        catch (HttpIOException e)
        {
            throw new ServerUnreachableException($"The recording broke off after {summary.Events:N0} events: {e.Message}", e);
        }

        cancel.ThrowIfCancellationRequested();
        file.Complete();
        return (reader.Header, summary with { Hash = reader.Footer!.Hash });
    }

    private static async Task<string> WhyAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var body = await response.Content.ReadAsStringAsync(cancel);
        try
        {
            using var problem = JsonDocument.Parse(body);
            return problem.RootElement.GetProperty("detail").GetString() ?? body;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return $"{(int)response.StatusCode} {response.ReasonPhrase}";
        }
    }

    private static string Text(DateTimeOffset time) => Uri.EscapeDataString(Rfc3339.Text(time));
}
