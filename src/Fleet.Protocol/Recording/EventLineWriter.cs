using System.Buffers;
using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Mapping;

namespace Fleet.Protocol.Recording;

/// <summary>
/// Writes event lines in their canonical form: one JSON object without a space, its members in a fixed order, what is
/// not there left out, a line feed after it. Equal inputs are equal bytes, so that a recording can be hashed.
/// </summary>
/// <example><c>{"t":1500000,"c":"desk-0000007","n":3,"do":"tell","facts":{"realTimeScan":"stopped"}}</c></example>
public sealed class EventLineWriter : IDisposable
{
    private readonly IBufferWriter<byte> _output;
    private readonly Utf8JsonWriter _json;

    /// <summary>Writes to a buffer.</summary>
    public EventLineWriter(IBufferWriter<byte> output)
    {
        _output = output;
        _json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
    }

    /// <summary>Writes a line.</summary>
    public void Write(in RecordedInput input)
    {
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteNumber("t"u8, input.At);
        _json.WriteString("c"u8, input.Client.Value);
        _json.WriteNumber("n"u8, input.Number);
        _json.WriteString("do"u8, Words.Of(input.Kind));
        if (input.Group is { } group)
            _json.WriteString("group"u8, group.Value);
        if (input.Reason is { } reason)
            _json.WriteString("reason"u8, Words.Of(reason));
        if (input.Facts is { } facts)
            Write(facts);
        _json.WriteEndObject();
        _json.Flush();
        _output.Write("\n"u8);
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void Write(ReportedFacts facts)
    {
        _json.WriteStartObject("facts"u8);
        foreach (var fact in FactFields.All)
        {
            switch (fact)
            {
                case NumberFields { Values.IsFlag: true } when facts.Numbers.Flag(fact.Fact) is { } flag:
                    _json.WriteBoolean(fact.Name, flag);
                    break;
                case NumberFields few when facts.Numbers[fact.Fact] is > 0 and var number:
                    _json.WriteString(fact.Name, few.Values.WordOf(number));
                    break;
                case { Fact: Fact.Pattern } when facts.Pattern is { } pattern:
                    Write(pattern);
                    break;
                case { Fact: Fact.Group } when facts.Group is { } group:
                    _json.WriteString(fact.Name, group.Value);
                    break;
            }
        }

        _json.WriteEndObject();
    }

    private void Write(ReportedPattern pattern)
    {
        _json.WriteStartObject("pattern"u8);
        switch (pattern)
        {
            case ReportedPattern.OfStatus(var status):
                _json.WriteString("status"u8, Words.Of(status));
                break;
            case ReportedPattern.OfRelease(var version, var releasedAt):
                _json.WriteString("version"u8, version);
                _json.WriteNumber("releasedAt"u8, (releasedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(pattern), pattern, "unknown way to tell a pattern");
        }

        _json.WriteEndObject();
    }
}
