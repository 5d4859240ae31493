using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Fleet.Core.Tasks;
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

    /// <summary>Where the journal ends; null: that is not told.</summary>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task<long?> JournalEndAsync(CancellationToken cancel) => (await GetAsync<ReadModelJson>("/v1/read-model", cancel))?.JournalEnd;

    /// <summary>The same, asked once: 0 where the journal is empty; null: that is not told, by a server that is in trouble or by none at all.</summary>
    public async Task<long?> TryJournalEndAsync(CancellationToken cancel)
    {
        try
        {
            return await GetAsync<ReadModelJson>("/v1/read-model", cancel, attempts: 1) is { } journal ? journal.JournalEnd ?? 0 : null;
        }
        catch (ServerUnreachableException)
        {
            return null;
        }
    }

    /// <summary>The counts of the fleet.</summary>
    /// <param name="query">More of the question, such as <c>&amp;at=…</c>; empty: as it is, with all that was acked by now.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ServerUnreachableException">The server does not answer, or tells no counts.</exception>
    public async Task<FleetSummary> SummaryAsync(string query, CancellationToken cancel) =>
        await GetAsync<FleetSummary>($"/v1/fleet/summary?minOffset={await JournalEndAsync(cancel) ?? 0}{query}", cancel)
        ?? throw new ServerUnreachableException($"The server at {api} has no counts of its fleet.");

    /// <summary>All clients of a list, page by page, and the offset at which that is true.</summary>
    /// <param name="filter">Of the list, such as <c>&amp;connection=online</c>.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task<FleetWalk> WalkAsync(string filter, CancellationToken cancel)
    {
        var (listed, offsets, cursor, least) = (new List<ClientJson>(), new HashSet<long>(), "", await JournalEndAsync(cancel) ?? 0);
        do
        {
            var page = await GetAsync<ClientPageJson>($"/v1/clients?limit={PageSize}&minOffset={least}{filter}{cursor}", cancel);
            listed.AddRange(page?.Items ?? []);
            offsets.Add(page?.Offset ?? 0);
            cursor = CursorOf(page?.Next);
        }
        while (cursor.Length > 0);
        return new FleetWalk(listed, offsets.Count == 1 ? offsets.Single() : null);
    }

    /// <summary>What the server shows of each of these clients at a moment; null where it knew none then.</summary>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task<ClientJson?[]> ReadAtAsync(IReadOnlyList<ClientId> clients, string at, CancellationToken cancel)
    {
        var documents = new ClientJson?[clients.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForAsync(0, clients.Count, options, async (i, stop) => documents[i] = await GetAsync<ClientJson>($"/v1/clients/{clients[i].Value}?at={Uri.EscapeDataString(at)}", stop));
        return documents;
    }

    /// <summary>A task, with all that was acked by now; null: there is none.</summary>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task<ManagedTaskJson?> TaskAsync(TaskId task, CancellationToken cancel) =>
        await GetAsync<ManagedTaskJson>($"/v1/tasks/{task}?minOffset={await JournalEndAsync(cancel) ?? 0}", cancel);

    /// <summary>All targets of a task.</summary>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task<List<TargetJson>> TargetsAsync(TaskId task, long minOffset, CancellationToken cancel)
    {
        var (targets, cursor) = (new List<TargetJson>(), "");
        do
        {
            var page = await GetAsync<TargetPageJson>($"/v1/tasks/{task}/clients?limit={PageSize}&minOffset={minOffset}{cursor}", cancel);
            targets.AddRange(page?.Items ?? []);
            cursor = CursorOf(page?.Next);
        }
        while (cursor.Length > 0);
        return targets;
    }

    /// <summary>Whether there is any client that has not left, or a group that settings were put to.</summary>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task<bool> HasGroupsAsync(CancellationToken cancel) => await GetAsync<GroupPageJson>("/v1/groups?limit=1", cancel) is { } groups && groups.Items.Any();

    /// <summary>Whether settings were put to the fleet.</summary>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task<bool> SaysSettingsAsync(CancellationToken cancel) =>
        await GetAsync<LevelJson>("/v1/settings", cancel) is { } said && said != new LevelJson(RealTimeScan: null, ScanMethod: null, Privileges: null, Updates: null);

    /// <summary>The icon changes after an offset, up to the one that is the last when they are all told.</summary>
    /// <exception cref="ServerUnreachableException">The server does not tell them, or not to the end.</exception>
    public async IAsyncEnumerable<IconChangeJson> FeedAsync(long after, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var response = await OpenFeedAsync(after, cancel);
        await using var events = SseParser.Create(await response.Content.ReadAsStreamAsync(cancel)).EnumerateAsync(cancel).GetAsyncEnumerator(cancel);
        while (await NextAsync(events))
        {
            if (events.Current.EventType == "caught-up")
                yield break;
            if (events.Current.EventType == "icon-change")
                yield return ChangeOf(events.Current.Data);
        }

        throw new ServerUnreachableException($"The feed of the server at {api} ended before it had told everything.");
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> OpenFeedAsync(long after, CancellationToken cancel)
    {
        try
        {
            var response = await _http.GetAsync(new Uri($"/v1/icon-changes?after={after}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancel);
            response.EnsureSuccessStatusCode();
            return response;
        }
        catch (HttpRequestException e)
        {
            throw new ServerUnreachableException($"The server at {api} does not tell its icon changes: {e.Message}", e);
        }
    }

    private IconChangeJson ChangeOf(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<IconChangeJson>(text, ApiJson.Options)!;
        }
        catch (JsonException e)
        {
            throw new ServerUnreachableException($"The feed of the server at {api} tells what cannot be read: {e.Message}", e);
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ServerUnreachableException($"The feed of the server at {api} broke: {e.Message}", e);
        }
    }

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
    private async Task<T?> GetAsync<T>(string address, CancellationToken cancel, int attempts = Attempts) where T : class
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
                if (attempt == attempts)
                    throw new ServerUnreachableException(TlsFault.Explain(e, api) ?? $"The server at {api} does not tell what became of its clients: {e.Message}", e);
                await Task.Delay(PauseAfterFailure * attempt, cancel);
            }
        }
    }
}

/// <summary>A list from its first page to its last.</summary>
/// <param name="Clients">In their order.</param>
/// <param name="Offset">Of the journal, at which all pages are true; null: it went on meanwhile.</param>
internal sealed record FleetWalk(IReadOnlyList<ClientJson> Clients, long? Offset);
