using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Watch;

/// <summary>Writes icon changes as the HTTP API tells them.</summary>
internal static class WatchJson
{
    private const int TypicalLength = 384;

    public static byte[] Of(WatchedChange watched)
    {
        var buffer = new ArrayBufferWriter<byte>(TypicalLength);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("offset"u8, watched.Offset);
            json.WriteString("clientId"u8, watched.Client.Value);
            json.WriteString("group"u8, watched.Group.Value);
            json.WriteString("from"u8, watched.Change.From?.Name);
            json.WriteString("to"u8, watched.Change.To.Name);
            json.WriteStartArray("conditions"u8);
            foreach (var condition in Words.OfEach(watched.Change.Conditions))
                json.WriteStringValue(condition);
            json.WriteEndArray();
            json.WriteString("cause"u8, watched.Cause);
            Write(json, "observedAt"u8, watched.ObservedAt);
            Write(json, "recordedAt"u8, watched.RecordedAt);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[24];
        time.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }
}
