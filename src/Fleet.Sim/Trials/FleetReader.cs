using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Trials;

/// <summary>Reads what a server shows of clients, over its HTTP API.</summary>
/// <param name="api">The address of the API.</param>
internal sealed class FleetReader(Uri api) : IDisposable
{
    private const int AtOnce = 32;
    private const int Attempts = 8;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce, UseProxy = false })
    {
        BaseAddress = api,
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>What the server shows of each of these clients, in their order; null where it knows none.</summary>
    /// <exception cref="ServerUnreachableException">It does not answer, again and again.</exception>
    public async Task<ClientDocument?[]> ReadAsync(IReadOnlyList<ClientId> clients, CancellationToken cancel)
    {
        var documents = new ClientDocument?[clients.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForAsync(0, clients.Count, options, async (i, stop) => documents[i] = await ReadAsync(clients[i], stop));
        return documents;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<ClientDocument?> ReadAsync(ClientId client, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var response = await _http.GetAsync(new Uri($"/v1/clients/{client.Value}", UriKind.Relative), cancel);
                if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
                    return null;
                response.EnsureSuccessStatusCode();
                return await response.Content.ReadFromJsonAsync<ClientDocument>(Json, cancel);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException && !cancel.IsCancellationRequested)
            {
                if (attempt == Attempts)
                    throw new ServerUnreachableException($"The server at {api} does not tell what became of {client}: {e.Message}", e);
                await Task.Delay(PauseAfterFailure * attempt, cancel);
            }
        }
    }
}
