using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Protocol.Recording;

/// <summary>Writes the first and the last line of a recording in their canonical form.</summary>
internal static class FrameLines
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The header's line.</summary>
    public static byte[] Of(RecordingHeader header)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", header.Schema);
            json.WriteString("source", Words.Of(header.Source));
            json.WriteString("scenario", header.Scenario);
            json.WriteString("scenarioHash", header.ScenarioHash);
            json.WriteNumber("seed", header.Seed);
            json.WriteString("random", header.Random);
            json.WriteNumber("clients", header.Clients);
            json.WriteString("start", Rfc3339.Text(header.Start));
            json.WriteNumber("length", header.Length);
            json.WriteString("speed", header.SpeedText);
            json.WriteNumber("patternMaxAge", header.PatternMaxAge);
            if (header.Timeout is { } timeout)
                json.WriteNumber("timeout", timeout);
            if (header.Opening != 0)
                json.WriteNumber("opening", header.Opening);
            if (header.FaultSeed is { } faults)
                json.WriteNumber("faults", faults);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    /// <summary>The footer's line, sealed.</summary>
    /// <param name="header">The header's line.</param>
    /// <param name="lines">The hashes of the event lines.</param>
    /// <param name="fleetHash">See <see cref="RecordingFooter.FleetHash"/>.</param>
    public static byte[] Footer(ReadOnlySpan<byte> header, LineHashes lines, string? fleetHash)
    {
        var hash = lines.Current();
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("count", lines.Count);
            json.WriteString("hash", Convert.ToHexStringLower(hash));
            json.WriteStartObject("chain");
            json.WriteNumber("every", lines.Every);
            json.WriteStartArray("links");
            foreach (var link in lines.Links)
                json.WriteStringValue(link);
            json.WriteEndArray();
            json.WriteEndObject();
            if (fleetHash is not null)
                json.WriteString("fleetHash", fleetHash);
            json.Flush();
            json.WriteString("seal", Convert.ToHexStringLower(SHA256.HashData([.. header, .. hash, .. line.WrittenSpan])));
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }
}
