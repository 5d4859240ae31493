using System.Text.Json;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Protocol.Recording;

/// <summary>Reads the first and the last line of a recording.</summary>
internal static class FrameReader
{
    /// <exception cref="FormatException">It is no header, or one of a version that this code does not know.</exception>
    public static RecordingHeader Header(byte[] line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var header = Header(document.RootElement);
            return FrameLines.Of(header).AsSpan().SequenceEqual(line) ? header : throw new FormatException("the header is not as a recording writes it: it was changed");
        }
        catch (JsonException e)
        {
            throw new FormatException($"this is no recording: its first line is no header of {RecordingHeader.SchemaFamily}{RecordingHeader.Newest}", e);
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("the header lacks something, or has it in another form than a recording writes it", e);
        }
    }

    /// <exception cref="FormatException">It is no footer.</exception>
    public static RecordingFooter Footer(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var (footer, chain) = (document.RootElement, document.RootElement.GetProperty("chain"));
            return new RecordingFooter(
                footer.GetProperty("count").GetInt64(),
                footer.GetProperty("hash").GetString()!,
                chain.GetProperty("every").GetInt32(),
                [.. chain.GetProperty("links").EnumerateArray().Select(link => link.GetString()!)],
                footer.TryGetProperty("fleetHash", out var fleet) ? fleet.GetString() : null,
                footer.GetProperty("seal").GetString()!);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new FormatException("this begins like the footer of a recording, but is none", e);
        }
    }

    private static RecordingHeader Header(JsonElement header)
    {
        var isSecond = VersionOf(header) >= 2;
        return new RecordingHeader(
            Words.TryParse<RecordingSource>(header.GetProperty("source").GetString(), out var source) ? source : throw Odd(header, "source", string.Join(", ", Words.All<RecordingSource>())),
            header.GetProperty("scenario").GetString() ?? throw Odd(header, "scenario", "a name"),
            header.GetProperty("scenarioHash").GetString(),
            header.GetProperty("seed").GetInt64(),
            header.GetProperty("random").GetString(),
            (int)Whole(header, "clients", "a whole number", 0, int.MaxValue),
            Rfc3339.TryParse(header.GetProperty("start").GetString(), out var start) ? start : throw Odd(header, "start", "a time such as 2026-03-03T08:00:00.000Z"),
            Microseconds(header, "length", 0),
            header.GetProperty("speed").GetString() ?? throw Odd(header, "speed", "a speed such as 1x"),
            Microseconds(header, "patternMaxAge", 1),
            header.TryGetProperty("opening", out var opening) ? opening.GetInt64() : 0,
            header.TryGetProperty("faults", out var faults) ? faults.GetInt64() : null,
            header.TryGetProperty("timeout", out _) ? Microseconds(header, "timeout", 1) : null,
            ReImages: isSecond,
            Managed: isSecond);
    }

    private static long Microseconds(JsonElement header, string member, long least) => Whole(header, member, "microseconds", least, RecordingHeader.MaxLength);

    private static long Whole(JsonElement header, string member, string what, long least, long most)
    {
        var value = header.GetProperty(member).GetInt64();
        return value >= least && value <= most ? value : throw Odd(header, member, $"{what}, {least} to {most}");
    }

    private static int VersionOf(JsonElement header)
    {
        var schema = header.ValueKind == JsonValueKind.Object && header.TryGetProperty("schema", out var told) && told.ValueKind == JsonValueKind.String ? told.GetString()! : "";
        if (!schema.StartsWith(RecordingHeader.SchemaFamily, StringComparison.Ordinal))
            throw new FormatException($"this is no recording: its first line is no header of {RecordingHeader.SchemaFamily}{RecordingHeader.Newest}");
        return schema[RecordingHeader.SchemaFamily.Length..] switch
        {
            "1" => 1,
            "2" => 2,
            _ => throw new FormatException(
                $"the recording is of the schema {schema}; this program reads {RecordingHeader.SchemaFamily}1 to {RecordingHeader.Newest}. A newer one may read it."),
        };
    }

    private static FormatException Odd(JsonElement header, string member, string takes) =>
        new($"the header's {member} is {header.GetProperty(member).GetRawText().Replace('"', '\'')}: it takes {takes}");
}
