using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.Host.OpenApi;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>Writes times as RFC 3339 in UTC with milliseconds, the precision of the journal.</summary>
internal sealed class JsonTimes : JsonConverter<DateTimeOffset>, IHasSchema
{
    public OpenApiSchema Schema => Schemas.Time;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss.fffZ");
        writer.WriteStringValue(text[..length]);
    }
}
