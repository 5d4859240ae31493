using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.Protocol.Tls;

namespace Fleet.Sim.Trials;

/// <summary>Reads what a server shows of clients, over its HTTP API.</summary>
/// <param name="api">The address of the API.</param>
/// <param name="trust">Whose certificates are taken.</param>
internal sealed class FleetReader(Uri api, ServerTrust trust) : IDisposable
{
    private const int AtOnce = 32;
    private const int Attempts = 8;
    private const int PageSize = 1000;

    /// <summary>So few clients are asked for one by one: that is quicker, and ahead of the read model.</summary>
    private const int Few = 100;

    /// <summary>So many beginnings of ids are asked for one by one.</summary>
    private const int FewBeginnings = 16;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _http = new(Handler(trust))
    {
        BaseAddress = api,
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>What the server shows of each of these clients, in their order; null where it knows none.</summary>
    /// <exception cref="ServerUnreachableException">It does not answer, again and again.</exception>
    public async Task<ClientJson?[]> ReadAsync(IReadOnlyList<ClientId> clients, CancellationToken cancel)
    {
        if (clients.Count > Few)
            return await ReadPagesAsync(clients, cancel);
        var documents = new ClientJson?[clients.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForAsync(0, clients.Count, options, async (i, stop) => documents[i] = await GetAsync<ClientJson>($"/v1/clients/{clients[i].Value}", stop));
        return documents;
    }

    /// <summary>What a client was after each row of its history.</summary>
    /// <exception cref="ServerUnreachableException">The server does not answer, again and again.</exception>
    public async Task<List<HistoryStep>> HistoryAsync(ClientId client, CancellationToken cancel)
    {
        var (steps, view, cursor) = (new List<HistoryStep>(), ReportedView.None, "");
        do
        {
            var page = await GetAsync<HistoryJson>($"/v1/clients/{client.Value}/history?limit={PageSize}{cursor}", cancel);
            foreach (var item in page?.Items ?? [])
                steps.Add(new HistoryStep(item.Seq, view = view.After(item.Facts), item.Epoch is not null));
            cursor = CursorOf(page?.Next);
        }
        while (cursor.Length > 0);
        return steps;
    }

    /// <summary>One of these clients that the server knows, also if it has been uninstalled or moved; null: it knows none of them.</summary>
    /// <exception cref="ServerUnreachableException">It does not answer, again and again.</exception>
    public async Task<ClientJson?> FirstKnownAsync(IReadOnlyCollection<ClientId> clients, CancellationToken cancel)
    {
        var wanted = clients.Select(client => client.Value).ToHashSet();
        var beginnings = wanted.Select(id => id.TrimEnd("0123456789".ToCharArray())).Distinct().Take(FewBeginnings + 1).ToList();
        // Of a server with many others only those are read that are named alike.
        foreach (var beginning in beginnings.Count > FewBeginnings || beginnings.Exists(text => !ClientId.TryParse(text, out _)) ? [""] : beginnings)
        {
            await foreach (var document in PagesAsync(beginning.Length == 0 ? "" : $"&q={Uri.EscapeDataString(beginning)}", cancel))
            {
                if (wanted.Contains(document.ClientId.Value))
                    return document;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler Handler(ServerTrust trust)
    {
        var handler = trust.Handler();
        handler.MaxConnectionsPerServer = AtOnce;
        return handler;
    }

    private async Task<ClientJson?[]> ReadPagesAsync(IReadOnlyList<ClientId> clients, CancellationToken cancel)
    {
        var wanted = clients.Select((client, i) => (client, i)).ToDictionary(pair => pair.client.Value, pair => pair.i);
        var documents = new ClientJson?[clients.Count];
        await foreach (var document in PagesAsync("", cancel))
        {
            if (wanted.TryGetValue(document.ClientId.Value, out var i))
                documents[i] = document;
        }

        return documents;
    }

    /// <summary>Everybody, page by page, at an offset that has all that was acked by now.</summary>
    private async IAsyncEnumerable<ClientJson> PagesAsync(string filter, [EnumeratorCancellation] CancellationToken cancel)
    {
        var journal = await GetAsync<ReadModelJson>("/v1/read-model", cancel);
        // Without this filter those that were uninstalled or moved would be left out.
        var everybody = string.Concat(Words.All<PresenceCause>().Select(cause => $"&presenceCause={cause}"));
        var cursor = "";
        do
        {
            var page = await GetAsync<ClientPageJson>($"/v1/clients?limit={PageSize}&minOffset={journal?.JournalEnd ?? 0}{everybody}{filter}{cursor}", cancel);
            foreach (var document in page?.Items ?? [])
                yield return document;
            cursor = CursorOf(page?.Next);
        }
        while (cursor.Length > 0);
    }

    private static string CursorOf(string? next) => next is null ? "" : $"&cursor={Uri.EscapeDataString(next)}";

    /// <summary>Null: there is no such thing.</summary>
    private async Task<T?> GetAsync<T>(string address, CancellationToken cancel) where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var response = await _http.GetAsync(new Uri(address, UriKind.Relative), cancel);
                if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
                    return null;
                response.EnsureSuccessStatusCode();
                return await response.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancel);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException && !cancel.IsCancellationRequested)
            {
                if (attempt == Attempts)
                    throw new ServerUnreachableException(TlsFault.Explain(e, api) ?? $"The server at {api} does not tell what became of its clients: {e.Message}", e);
                await Task.Delay(PauseAfterFailure * attempt, cancel);
            }
        }
    }
}
