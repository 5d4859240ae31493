using System.Runtime.InteropServices;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Recording;

/// <summary>
/// Reads a recording and takes nothing on trust: form, order, numbers, counts, hashes. Who has read to the end without an
/// exception has read what was written. Memory does not grow with the length.
/// </summary>
public sealed class RecordingReader : IDisposable
{
    private readonly Dictionary<ClientId, long> _numbers = [];
    private readonly LineHashes _hashes = new();
    private readonly EventLineReader _events = new();
    private readonly Stream _stream;
    private readonly string _name;
    private readonly LineSource _lines;
    private readonly byte[] _headerLine;
    private readonly List<RecordedAct> _acts = [];
    private RecordedInput? _last;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">The recording; closed with this.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="RecordingException">It is no recording.</exception>
    public RecordingReader(Stream stream, string name)
    {
        (_stream, _name, _lines) = (stream, name, new LineSource(stream));
        try
        {
            _headerLine = _lines.Next().ToArray();
            Header = FrameReader.Header(_headerLine);
        }
        catch (FormatException e)
        {
            throw Fault(e.Message, e);
        }
    }

    /// <summary>The first line.</summary>
    public RecordingHeader Header { get; }

    /// <summary>The last line; null before it is read.</summary>
    public RecordingFooter? Footer { get; private set; }

    /// <summary>The operator's acts so far; few, as they are kept.</summary>
    public IReadOnlyList<RecordedAct> Acts => _acts;

    /// <summary>Number of the line that was read last, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Bytes that were read so far.</summary>
    public long Position => _lines.Position;

    /// <summary>Clients of which there were events so far.</summary>
    public int Clients => _numbers.Count;

    /// <summary>Reads the next event; false after the last one, and then the recording is whole and unchanged.</summary>
    /// <exception cref="RecordingException">It is not: the message says where, and what is wrong.</exception>
    public bool TryRead(out RecordedInput input)
    {
        input = default;
        if (Footer is not null)
            return false;
        try
        {
            return TryReadLine(out input);
        }
        catch (FormatException e)
        {
            throw Fault(e.Message, e);
        }
    }

    private bool TryReadLine(out RecordedInput input)
    {
        while (true)
        {
            input = default;
            Line++;
            var line = _lines.Next();
            if (line.IsEmpty)
                throw new FormatException("the recording ends without its footer: it was cut off");
            if (line.Span[^1] != '\n')
                throw new FormatException("the recording ends in the middle of a line: it was cut off");
            if (line.Span.StartsWith("{\"count\":"u8))
                return End(line);
            _hashes.Add(line.Span, 1);
            if (ActLine.Is(line.Span))
            {
                Place(_events.ReadAct(line.Span));
                continue;
            }

            input = _events.Read(line.Span);
            Place(input);
            _last = input;
            return true;
        }
    }

    private void Place(in RecordedAct act)
    {
        const int Most = 100_000;
        if (!Header.Managed)
            throw new FormatException($"{Header.Schema} has no acts of an operator");
        if (act.At > Header.Length)
            throw new FormatException($"t = {act.At} is after the end of the recording, {Header.Length}");
        if (act.Number != _acts.Count + 1)
            throw new FormatException($"act {act.Number} follows act {_acts.Count}: lines are missing, or there twice");
        if ((_acts is [.., var before] && act.At < before.At) || (_last is { } last && act.At <= last.At))
            throw new FormatException($"out of order: an act of t = {act.At} comes before what happens to clients then");
        if (_acts.Count == Most)
            throw new FormatException($"more than {Most} acts");
        _acts.Add(act);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _events.Dispose();
        _hashes.Dispose();
        _stream.Dispose();
    }

    private void Place(in RecordedInput input)
    {
        if (input.Kind == InputKind.ReImage && !Header.ReImages)
            throw new FormatException($"'re-image' is no event of {Header.Schema}");
        if (input.Kind == InputKind.Intend && !Header.Managed)
            throw new FormatException($"'intend' is no event of {Header.Schema}");
        if (_acts is [.., var act] && input.At < act.At)
            throw new FormatException($"out of order: t = {input.At} came after an act of t = {act.At}");
        if (input.At > Header.Length)
            throw new FormatException($"t = {input.At} is after the end of the recording, {Header.Length}");
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, input.Client, out _);
        if (_last is { } last && Order(last, input) >= 0)
            throw new FormatException($"out of order: t = {input.At}, c = {input.Client} came after t = {last.At}, c = {last.Client}");
        if (input.Number != number + 1)
            throw new FormatException($"event {input.Number} of {input.Client} follows its event {number}: lines are missing, or there twice");
        number = input.Number;
    }

    private static int Order(in RecordedInput one, in RecordedInput other)
    {
        var order = one.At.CompareTo(other.At);
        if (order == 0)
            order = string.CompareOrdinal(one.Client.Value, other.Client.Value);
        return order == 0 ? one.Number.CompareTo(other.Number) : order;
    }

    private bool End(ReadOnlyMemory<byte> line)
    {
        var footer = FrameReader.Footer(line);
        if (!FrameLines.Footer(_headerLine, _hashes, footer.FleetHash).AsSpan().SequenceEqual(line.Span))
            throw new FormatException(WhatChanged(footer));
        if (!_lines.Next().IsEmpty)
            throw new FormatException("something stands after the footer");
        if (_numbers.Count > Header.Clients)
            throw new FormatException($"there are events of {_numbers.Count} clients; the header tells of {Header.Clients}");
        Footer = footer;
        return false;
    }

    /// <summary>The footer is not the one of these lines: where they differ from those that it was written for.</summary>
    private string WhatChanged(RecordingFooter footer)
    {
        if (footer.Count != _hashes.Count)
            return $"the footer counts {footer.Count} events, and there are {_hashes.Count}";
        if (footer.Hash == Convert.ToHexStringLower(_hashes.Current()))
            return "the header or the footer was changed: the seal does not fit them";
        var (links, every) = (_hashes.Links, _hashes.Every);
        var good = footer.Every == every ? links.Zip(footer.Links).TakeWhile(pair => pair.First == pair.Second).Count() : 0;
        var (first, last) = (2 + ((long)good * every), Math.Min(1 + ((good + 1L) * every), 1 + _hashes.Count));
        return $"the events were changed: the first change is in lines {first} to {last}";
    }

    private RecordingException Fault(string message, Exception inner) => new($"{_name}:{Line}: {message}", inner);
}
