using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fleet.Protocol.Http;
using Fleet.Protocol.Tls;

namespace Fleet.Host.Commands.Api;

/// <summary>A running host, over its HTTP API.</summary>
/// <param name="address">Where it is.</param>
internal sealed class FleetApi(Uri address) : IDisposable
{
    private const int MostTries = 5;
    private const string LastEventId = "Last-Event-ID";
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Where it is.</summary>
    public string Address => address.GetLeftPart(UriPartial.Authority);

    /// <summary>Asks.</summary>
    /// <exception cref="ApiException">There is no answer, or another one.</exception>
    public Task<ApiAnswer> Get(ApiQuestion question, CancellationToken cancel) => Send(HttpMethod.Get, question, cancel);

    /// <summary>Has something done.</summary>
    /// <exception cref="ApiException">It is not done.</exception>
    public Task<ApiAnswer> Post(ApiQuestion question, CancellationToken cancel) => Send(HttpMethod.Post, question, cancel);

    /// <summary>Has something done that is told in a body.</summary>
    /// <exception cref="ApiException">It is not done.</exception>
    public Task<ApiAnswer> Post<T>(ApiQuestion question, T body, CancellationToken cancel) => Send(HttpMethod.Post, question, cancel, () => JsonContent.Create(body));

    /// <summary>Has something put in its place that needs no body.</summary>
    /// <exception cref="ApiException">It is not done.</exception>
    public Task<ApiAnswer> Put(ApiQuestion question, CancellationToken cancel) => Send(HttpMethod.Put, question, cancel);

    /// <summary>Has something put in its place.</summary>
    /// <exception cref="ApiException">It is not done.</exception>
    public Task<ApiAnswer> Put<T>(ApiQuestion question, T body, CancellationToken cancel) => Send(HttpMethod.Put, question, cancel, () => JsonContent.Create(body));

    /// <summary>Changes a part of what is there, as it is now: whoever else changes it at the same time loses nothing.</summary>
    /// <param name="question">Where it is; nothing may be there yet.</param>
    /// <param name="patch">A JSON merge patch.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ApiException">It is not done.</exception>
    public async Task<ApiAnswer> Patch(ApiQuestion question, JsonObject patch, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var (said, tag) = await Said(question, cancel);
            try
            {
                return await Send(HttpMethod.Put, question, cancel, () => JsonContent.Create(SettingsPatchText.Over(patch, said)), tag);
            }
            catch (ApiException e) when (e.Status == HttpStatusCode.PreconditionFailed && tries < MostTries)
            {
                // Somebody was faster: what he said is read anew.
            }
        }
    }

    /// <summary>Has something taken away.</summary>
    /// <exception cref="ApiException">It is not done.</exception>
    public Task<ApiAnswer> Delete(ApiQuestion question, CancellationToken cancel) => Send(HttpMethod.Delete, question, cancel);

    /// <summary>Opens a stream of server-sent events.</summary>
    /// <param name="question">Which one.</param>
    /// <param name="lastEventId">Resumes after this event; null: as the question says.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ApiException">It is not opened.</exception>
    public async Task<Stream> Open(ApiQuestion question, string? lastEventId, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, question.ToString());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypeNames.Text.EventStream));
        if (lastEventId is not null)
            request.Headers.Add(LastEventId, lastEventId);
        return await Try(
            async () =>
            {
                var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
                if (response.IsSuccessStatusCode)
                    return await response.Content.ReadAsStreamAsync(cancel);
                using (response)
                    throw Refused(response, await response.Content.ReadAsByteArrayAsync(cancel));
            },
            cancel);
    }

    public void Dispose() => _http.Dispose();

    private async Task<(JsonObject Said, EntityTagHeaderValue? Tag)> Said(ApiQuestion question, CancellationToken cancel)
    {
        try
        {
            var answer = await Get(question, cancel);
            return (JsonNode.Parse(answer.Json) as JsonObject ?? [], answer.Tag);
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return ([], null);
        }
    }

    private Task<ApiAnswer> Send(HttpMethod method, ApiQuestion question, CancellationToken cancel, Func<HttpContent>? content = null, EntityTagHeaderValue? ifMatch = null) => Try(
        async () =>
        {
            using var request = new HttpRequestMessage(method, question.ToString()) { Content = content?.Invoke() };
            if (ifMatch is not null)
                request.Headers.IfMatch.Add(ifMatch);
            using var response = await _http.SendAsync(request, cancel);
            var body = await response.Content.ReadAsByteArrayAsync(cancel);
            return response.IsSuccessStatusCode ? new ApiAnswer(body) { Tag = response.Headers.ETag } : throw Refused(response, body);
        },
        cancel);

    private async Task<T> Try<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ApiException(TlsFault.Explain(e, address) ?? NoHost(e), cause: e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new ApiException($"The host at {Address} did not answer within {_http.Timeout.TotalSeconds:0} s.", cause: e);
        }
    }

    private string NoHost(Exception fault)
    {
        var text = $"No host answers at {Address} ({fault.GetBaseException().Message.TrimEnd('.')}): start one with `fleet`, or name another address with --api";
        var isOtherProtocol = fault is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse } && address.Scheme == Uri.UriSchemeHttp;
        return isOtherProtocol ? $"{text}; one that speaks TLS is at https://{address.Authority}." : $"{text}.";
    }

    private ApiException Refused(HttpResponseMessage response, byte[] body) => response.Content.Headers.ContentType?.MediaType == MediaTypeNames.Application.ProblemJson
        && JsonSerializer.Deserialize<ProblemJson>(body, ApiJson.Options) is { Detail: not null } problem
        ? new ApiException(problem.Detail, response.StatusCode, problem.RetryAfterSeconds, problem.Field)
        : new ApiException($"{Address} answers with HTTP {(int)response.StatusCode}, not as a Fleet host does.", response.StatusCode);
}
