using System.Buffers;
using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
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
        if (input.Intent is { } intent)
            Write(intent);
        End();
    }

    /// <summary>Writes the line of an act.</summary>
    public void Write(in RecordedAct act)
    {
        var request = ActRequest.Of(act.Act);
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteNumber("t"u8, act.At);
        _json.WriteNumber("n"u8, act.Number);
        _json.WriteString("act"u8, $"{request.Method} {request.Path}");
        if (request.Body is { } body)
        {
            _json.WritePropertyName("body"u8);
            _json.WriteRawValue(body, skipInputValidation: true);
        }

        End();
    }

    private void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _output.Write("\n"u8);
    }

    private void Write(ClientIntent intent)
    {
        switch (intent)
        {
            case ClientIntent.CannotApply(var settings, var error):
                _json.WritePropertyName("settings"u8);
                _json.WriteRawValue(SettingsText.Of(settings), skipInputValidation: true);
                _json.WriteString("error"u8, error);
                break;
            case ClientIntent.Attempts attempt:
                _json.WriteString("task"u8, attempt.Task.Value);
                _json.WriteNumber("attempt"u8, attempt.Attempt);
                _json.WriteString("end"u8, Words.Of(attempt.End));
                _json.WriteNumber("takes"u8, attempt.Takes);
                if (attempt.Fetches is { } pattern)
                    Write(pattern);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(intent), intent, "unknown intention");
        }
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
