using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using Fleet.Host.Settings;
using Fleet.Protocol.Tls;

namespace Fleet.Host.Webhooks;

/// <summary>Posts messages. Redirects are not followed, and certificates are checked: what is signed for one receiver goes to nobody else.</summary>
/// <param name="time">Stamps, and measures how long an answer takes.</param>
internal sealed class WebhookSender(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // Names are looked up anew now and then.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Tries once.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<WebhookOutcome> Send(WebhookSettings hook, WebhookMessage message, CancellationToken cancel)
    {
        using var overdue = new CancellationTokenSource(AnswersWithin, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel, overdue.Token);
        try
        {
            using var request = RequestOf(hook, message);
            // Whatever the answer's body says, nobody reads it.
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, over.Token);
            return response.IsSuccessStatusCode ? WebhookOutcome.Taken
                : response.StatusCode == HttpStatusCode.Gone ? WebhookOutcome.Gone
                : WebhookOutcome.Failed($"it answers {(int)response.StatusCode}{((int)response.StatusCode is >= 300 and < 400 ? ", and redirects are not followed" : "")}");
        }
        catch (HttpRequestException e)
        {
            return WebhookOutcome.Failed((TlsFault.Explain(e, hook.Url) ?? e.GetBaseException().Message).TrimEnd('.'));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return WebhookOutcome.Failed($"it did not answer within {AnswersWithin.TotalSeconds:0} s");
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage RequestOf(WebhookSettings hook, WebhookMessage message)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, hook.Url) { Content = new ReadOnlyMemoryContent(message.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", message.Signature(hook.Key.Span, timestamp));
        return request;
    }
}

/// <summary>What became of a try.</summary>
/// <param name="Result">For the counter.</param>
/// <param name="Reason">Why not, in half a sentence; null: it was taken, or is not wanted any more.</param>
internal readonly record struct WebhookOutcome(string Result, string? Reason = null)
{
    /// <summary>The receiver has it.</summary>
    public static WebhookOutcome Taken { get; } = new("taken");

    /// <summary>The receiver wants nothing more.</summary>
    public static WebhookOutcome Gone { get; } = new("gone");

    /// <summary>The same may be taken later.</summary>
    public static WebhookOutcome Failed(string reason) => new("failed", reason);
}
