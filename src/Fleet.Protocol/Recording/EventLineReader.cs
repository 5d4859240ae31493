using System.Buffers;
using System.Text;
using System.Text.Json;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Recording;

/// <summary>Reads event lines. A line is taken only in its canonical form, so what is read has the bytes that it is hashed by.</summary>
internal sealed class EventLineReader : IDisposable
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 4 };

    private readonly ArrayBufferWriter<byte> _canonical = new(512);
    private readonly EventLineWriter _writer;
    private readonly Dictionary<string, ClientId> _ids = [];
    private readonly Dictionary<string, ClientId>.AlternateLookup<ReadOnlySpan<char>> _idsBySpan;

    public EventLineReader()
    {
        _writer = new EventLineWriter(_canonical);
        _idsBySpan = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Reads a line, its line feed included.</summary>
    /// <exception cref="FormatException">It is none: the message says what is wrong.</exception>
    public RecordedInput Read(ReadOnlySpan<byte> line)
    {
        RecordedInput input;
        try
        {
            input = Parse(line);
        }
        catch (JsonException e)
        {
            throw new FormatException($"no JSON from byte {e.BytePositionInLine + 1} on", e);
        }
        catch (InvalidOperationException e)
        {
            // Text that is no Unicode: half a surrogate pair, bytes that are no UTF-8.
            throw new FormatException("text that is no Unicode", e);
        }

        _canonical.ResetWrittenCount();
        _writer.Write(input);
        return line.SequenceEqual(_canonical.WrittenSpan)
            ? input
            : throw new FormatException($"this is not how a recording writes it: {Encoding.UTF8.GetString(_canonical.WrittenSpan[..^1])}");
    }

    /// <summary>Reads the line of an act.</summary>
    /// <inheritdoc cref="Read"/>
    public RecordedAct ReadAct(ReadOnlySpan<byte> line)
    {
        var act = ActLine.Parse(line);
        _canonical.ResetWrittenCount();
        _writer.Write(act);
        return line.SequenceEqual(_canonical.WrittenSpan)
            ? act
            : throw new FormatException($"this is not how a recording writes it: {Encoding.UTF8.GetString(_canonical.WrittenSpan[..^1])}");
    }

    public void Dispose() => _writer.Dispose();

    private RecordedInput Parse(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line, Options);
        LineFields.Begin(ref json);
        var (at, number) = (-1L, 0L);
        ClientId? client = null;
        var intent = default(IntentReader);
        var input = default(RecordedInput);
        while (LineFields.Next(ref json))
        {
            if (json.ValueTextEquals("t"u8))
                at = LineFields.Integer(ref json, "t", 0, RecordingHeader.MaxLength);
            else if (json.ValueTextEquals("c"u8))
                client = Client(ref json);
            else if (json.ValueTextEquals("n"u8))
                number = LineFields.Integer(ref json, "n", 1, long.MaxValue);
            else if (json.ValueTextEquals("do"u8))
                input = input with { Kind = LineFields.Word<InputKind>(ref json, "do") };
            else if (json.ValueTextEquals("group"u8))
                input = input with { Group = LineFields.Group(ref json, "group") };
            else if (json.ValueTextEquals("reason"u8))
                input = input with { Reason = LineFields.Word<GoodbyeReason>(ref json, "reason") };
            else if (json.ValueTextEquals("facts"u8))
                input = input with { Facts = FactsReader.Read(ref json) };
            else if (!intent.TryRead(ref json))
                throw LineFields.Unknown(ref json);
        }

        LineFields.End(ref json);
        input = input with { Intent = intent.Read };
        return client is null || at < 0 || number < 1 || input.Kind == 0
            ? throw new FormatException("an event has t, c, n and do")
            : Whole(input with { At = at, Client = client, Number = number });
    }

    private ClientId Client(ref Utf8JsonReader json)
    {
        const int Longest = 128;
        LineFields.Expect(ref json, JsonTokenType.String, "c", "text");
        if (json.ValueSpan.Length > Longest)
            throw new FormatException($"c takes {ClientId.Rule}");
        Span<char> text = stackalloc char[Longest];
        var id = text[..json.CopyString(text)];
        if (_idsBySpan.TryGetValue(id, out var known))
            return known;
        if (!ClientId.TryParse(id.ToString(), out var client))
            throw new FormatException($"c takes {ClientId.Rule}");
        return _ids[client.Value] = client;
    }

    private static RecordedInput Whole(in RecordedInput input)
    {
        var (facts, reason) = (input.Kind == InputKind.Tell, input.Kind == InputKind.Leave);
        if (facts != input.Facts is not null)
            throw new FormatException(facts ? "what is told is missing: facts" : $"'{Words.Of(input.Kind)}' has no facts");
        if (reason != input.Reason is not null)
            throw new FormatException(reason ? "why it leaves is missing: reason" : $"'{Words.Of(input.Kind)}' has no reason");
        if (input.Kind == InputKind.Intend != input.Intent is not null)
            throw new FormatException(input.Intent is null ? "what is intended is missing: settings with an error, or a task with attempt, end and takes" : $"'{Words.Of(input.Kind)}' has nothing that is intended");
        return input.Group is null || input.Kind == InputKind.Connect ? input : throw new FormatException($"'{Words.Of(input.Kind)}' has no group");
    }
}
