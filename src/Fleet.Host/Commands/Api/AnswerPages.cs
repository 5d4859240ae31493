using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fleet.Host.Commands.Api;

/// <summary>Answers that come in pages: <c>items</c>, and <c>next</c> for where to go on.</summary>
internal static class AnswerPages
{
    private static readonly JsonWriterOptions AsTheApi = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All pages.</summary>
    /// <exception cref="ApiException">A page is not answered.</exception>
    public static async IAsyncEnumerable<ApiAnswer> AskAll(this FleetApi api, ApiQuestion question, [EnumeratorCancellation] CancellationToken cancel)
    {
        string? cursor = null;
        do
        {
            var page = await api.Get(question.With("cursor", cursor), cancel);
            yield return page;
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    /// <summary>Writes pages as one that has the items of all: what else there is, is the first one's.</summary>
    public static async Task Write(IAsyncEnumerable<ApiAnswer> pages, Stream output, CancellationToken cancel)
    {
        await using var json = new Utf8JsonWriter(output, AsTheApi);
        await using var rest = pages.GetAsyncEnumerator(cancel);
        await rest.MoveNextAsync();
        using var first = JsonDocument.Parse(rest.Current.Json);
        json.WriteStartObject();
        foreach (var member in first.RootElement.EnumerateObject())
        {
            json.WritePropertyName(member.Name);
            if (member.NameEquals("items"))
                await WriteItems(rest, json, cancel);
            else if (member.NameEquals("next"))
                json.WriteNullValue();
            else
                member.Value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static async Task WriteItems(IAsyncEnumerator<ApiAnswer> pages, Utf8JsonWriter json, CancellationToken cancel)
    {
        json.WriteStartArray();
        do
        {
            using var page = JsonDocument.Parse(pages.Current.Json);
            foreach (var item in page.RootElement.GetProperty("items").EnumerateArray())
                item.WriteTo(json);
            await json.FlushAsync(cancel);
        }
        while (await pages.MoveNextAsync());
        json.WriteEndArray();
    }
}
