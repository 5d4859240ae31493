using System.Net.Http.Headers;
using System.Text.Json;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands.Api;

/// <summary>What the host said, as it said it.</summary>
/// <param name="Json">UTF-8.</param>
internal sealed record ApiAnswer(byte[] Json)
{
    /// <summary>The version of what was asked for; null: the answer does not tell.</summary>
    public EntityTagHeaderValue? Tag { get; init; }

    /// <summary>Of an answer that is a page: where the next one begins. Null: it is the last.</summary>
    /// <exception cref="ApiException">It is something else.</exception>
    public string? Next => Read<PageEnd>().Next;

    /// <summary>Reads it as what the API promises.</summary>
    /// <exception cref="ApiException">It is something else.</exception>
    public T Read<T>() where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Json, ApiJson.Options) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new ApiException($"The answer is none that this command understands: {e.Message} Is it a Fleet host, and of this version?", System.Net.HttpStatusCode.OK, cause: e);
        }
    }
}
