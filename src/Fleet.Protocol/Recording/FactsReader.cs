using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Protocol.Recording;

/// <summary>Reads the facts of an event line.</summary>
internal static class FactsReader
{
    public static ReportedFacts Read(ref Utf8JsonReader json)
    {
        LineFields.Expect(ref json, JsonTokenType.StartObject, "facts", "an object");
        var facts = ReportedFacts.None;
        while (LineFields.Next(ref json))
        {
            if (json.ValueTextEquals("scanMethod"u8))
                facts = facts with { ScanMethod = LineFields.Word<ScanMethod>(ref json, "scanMethod") };
            else if (json.ValueTextEquals("pattern"u8))
                facts = facts with { Pattern = Pattern(ref json) };
            else if (json.ValueTextEquals("realTimeScan"u8))
                facts = facts with { RealTimeScan = LineFields.Word<RealTimeScan>(ref json, "realTimeScan") };
            else if (json.ValueTextEquals("smartProtection"u8))
                facts = facts with { SmartProtection = LineFields.Word<SmartProtection>(ref json, "smartProtection") };
            else if (json.ValueTextEquals("roaming"u8))
                facts = facts with { Roaming = Flag(ref json) };
            else if (json.ValueTextEquals("group"u8))
                facts = facts with { Group = LineFields.Group(ref json, "group") };
            else
                throw LineFields.Unknown(ref json);
        }

        return facts;
    }

    private static bool Flag(ref Utf8JsonReader json) =>
        json.Read() && json.TokenType is JsonTokenType.True or JsonTokenType.False
            ? json.GetBoolean()
            : throw new FormatException("roaming takes true or false");

    private static ReportedPattern Pattern(ref Utf8JsonReader json)
    {
        LineFields.Expect(ref json, JsonTokenType.StartObject, "pattern", "an object");
        PatternStatus? status = null;
        string? version = null;
        DateTimeOffset? releasedAt = null;
        while (LineFields.Next(ref json))
        {
            if (json.ValueTextEquals("status"u8))
            {
                status = LineFields.Word<PatternStatus>(ref json, "status");
            }
            else if (json.ValueTextEquals("version"u8))
            {
                LineFields.Expect(ref json, JsonTokenType.String, "version", "text");
                version = json.GetString();
            }
            else if (json.ValueTextEquals("releasedAt"u8))
            {
                releasedAt = DateTimeOffset.UnixEpoch.AddTicks(
                    LineFields.Integer(ref json, "releasedAt", -RecordingHeader.FurthestRelease, RecordingHeader.FurthestRelease) * TimeSpan.TicksPerMicrosecond);
            }
            else
            {
                throw LineFields.Unknown(ref json);
            }
        }

        var rules = new Fields();
        return rules.Pattern(status, version, releasedAt) ?? throw new FormatException(rules.Fault!.Message);
    }
}
