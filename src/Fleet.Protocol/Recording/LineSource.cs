namespace Fleet.Protocol.Recording;

/// <summary>Cuts a stream into lines, in memory bounded by the longest line that a recording may have.</summary>
internal sealed class LineSource(Stream stream)
{
    /// <summary>A footer has a few thousand links of twenty bytes.</summary>
    public const int Longest = 1 << 18;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Bytes that were read so far.</summary>
    public long Position { get; private set; }

    /// <summary>The next line with its line feed; the last one may lack it. Empty: there is none. Valid until the next call.</summary>
    /// <exception cref="FormatException">It is longer than any line of a recording.</exception>
    public ReadOnlyMemory<byte> Next()
    {
        for (var searched = _start; ;)
        {
            var found = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (found >= 0)
                return Take(searched + found + 1);
            searched = _end;
            if (_ended)
                return Take(_end);
            if (_end - _start >= Longest)
                throw new FormatException($"a line of more than {Longest} bytes: no recording has one");
            Read(ref searched);
        }
    }

    private ReadOnlyMemory<byte> Take(int end)
    {
        var line = _buffer.AsMemory(_start, end - _start);
        Position += line.Length;
        _start = end;
        return line;
    }

    private void Read(ref int searched)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            searched -= _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var count = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        _ended = count == 0;
    }
}
