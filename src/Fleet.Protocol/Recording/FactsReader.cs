using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Mapping;
using Fleet.Protocol.Wire;

namespace Fleet.Protocol.Recording;

/// <summary>Reads the facts of an event line.</summary>
internal static class FactsReader
{
    public static ReportedFacts Read(ref Utf8JsonReader json)
    {
        LineFields.Expect(ref json, JsonTokenType.StartObject, "facts", "an object");
        var (numbers, pattern, group) = (default(FactNumbers), (ReportedPattern?)null, (GroupName?)null);
        while (LineFields.Next(ref json))
        {
            switch (Named(ref json))
            {
                case NumberFields fact:
                    numbers = numbers.With(fact.Fact, LineFields.Number(ref json, Facts.Of(fact.Fact).Name, fact.Values));
                    break;
                case { Fact: Fact.Pattern }:
                    pattern = Pattern(ref json);
                    break;
                case { Fact: Fact.Group }:
                    group = LineFields.Group(ref json, "group");
                    break;
                default:
                    throw LineFields.Unknown(ref json);
            }
        }

        return new ReportedFacts { Numbers = numbers, Pattern = pattern, Group = group };
    }

    private static FactFields? Named(ref Utf8JsonReader json)
    {
        foreach (var fact in FactFields.All)
        {
            if (json.ValueTextEquals(fact.Name.EncodedUtf8Bytes))
                return fact;
        }

        return null;
    }

    /// <summary>A pattern, as reports tell it.</summary>
    public static ReportedPattern Pattern(ref Utf8JsonReader json)
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
