using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Fleet.Protocol.Http;

namespace Fleet.Sim.Reads;

/// <summary>Asks a server questions, again where it refuses one for now, and measures them.</summary>
internal sealed class Asker(HttpClient http, Uri api, ReadLog log, TimeProvider time)
{
    /// <summary>So long an answer is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(1);

    public HttpClient Http => http;

    public Uri Api => api;

    /// <summary>Asks until there is an answer, or time is up; null: there was none.</summary>
    /// <param name="address">What is asked.</param>
    /// <param name="due">Since when it is waited for, as a timestamp.</param>
    /// <param name="afterAck">It looks for what was acknowledged then.</param>
    /// <param name="cancel">Ends it; then it counts for nothing.</param>
    public async Task<T?> AskAsync<T>(string address, long due, bool afterAck, CancellationToken cancel) where T : class
    {
        log.Asked();
        try
        {
            var answer = await UntilAnsweredAsync<T>(address, due, cancel);
            log.Answered(afterAck, time.GetElapsedTime(due));
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            log.Failed($"{address}: {(e is OperationCanceledException ? $"no answer within {Patience.TotalSeconds:0} s" : e.Message)}");
            log.Answered(afterAck, Patience);
            return null;
        }
    }

    private async Task<T> UntilAnsweredAsync<T>(string address, long due, CancellationToken cancel) where T : class
    {
        var left = Patience - time.GetElapsedTime(due);
        using var patience = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        while (true)
        {
            using var response = await http.GetAsync(new Uri(api, address), either.Token);
            if (response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
            {
                response.EnsureSuccessStatusCode();
                return await response.Content.ReadFromJsonAsync<T>(ApiJson.Options, either.Token) ?? throw new JsonException("the answer is null");
            }

            log.Deferred($"{address}: {(int)response.StatusCode}");
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? UsualPause, time, either.Token);
        }
    }
}
