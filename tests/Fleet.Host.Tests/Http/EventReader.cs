using System.Net.ServerSentEvents;
using System.Text.Json;
using Fleet.Testing;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>Reads a stream of server-sent events as a browser would.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly CancellationTokenSource _limit = new(Patience.Long);
    private readonly SseParser<string> _parser;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private EventReader(HttpResponseMessage response, Stream body)
    {
        Response = response;
        _parser = SseParser.Create(body);
        _items = _parser.EnumerateAsync(_limit.Token).GetAsyncEnumerator(_limit.Token);
    }

    public HttpResponseMessage Response { get; }

    public string LastId => _parser.LastEventId;

    public TimeSpan Retry => _parser.ReconnectionInterval;

    /// <summary>Opens the stream of icon changes.</summary>
    public static async Task<EventReader> Open(HttpClient http, string query = "", string? lastEventId = null)
    {
        var response = await Ask(http, query, lastEventId);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
        return new EventReader(response, await response.Content.ReadAsStreamAsync());
    }

    public static Task<HttpResponseMessage> Ask(HttpClient http, string query, string? lastEventId)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/icon-changes" + query);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The next event; null at the end of the stream.</summary>
    public async Task<(string Type, JsonElement Data)?> Next()
    {
        if (!await _items.MoveNextAsync())
            return null;
        var data = JsonDocument.Parse(_items.Current.Data).RootElement;
        Assert.Equal(LastId, data.GetProperty("offset").GetRawText());
        return (_items.Current.EventType, data);
    }

    /// <summary>The changes up to the next event of a type.</summary>
    public async Task<List<JsonElement>> ChangesUntil(string type)
    {
        var changes = new List<JsonElement>();
        while (await Next() is var (next, data) && next != type)
        {
            if (next == "icon-change")
                changes.Add(data);
        }

        return changes;
    }

    public async Task<JsonElement> NextChange()
    {
        while (await Next() is var (type, data))
        {
            if (type == "icon-change")
                return data;
        }

        throw new InvalidOperationException("The stream ended before a change.");
    }

    /// <summary>The changes that still come until the stream ends, or the connection is cut: the host has stopped, with a line on its way, it may be.</summary>
    public async Task<List<JsonElement>> ChangesToEnd()
    {
        var changes = new List<JsonElement>();
        try
        {
            while (await Next() is var (type, data))
            {
                if (type == "icon-change")
                    changes.Add(data);
            }
        }
        catch (IOException)
        {
            // The last id says how far it came.
        }

        return changes;
    }

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync();
        Response.Dispose();
        _limit.Dispose();
    }
}
