using System.Buffers;

namespace Fleet.Protocol.Recording;

/// <summary>
/// Writes a recording, in constant memory. What is written gathers in a buffer, which the caller takes away in time: so
/// the same code serves a file and a network, each in its own way.
/// </summary>
public sealed class RecordingWriter : IDisposable
{
    /// <summary>Who finds so much gathered should take it away.</summary>
    public const int Plenty = 1 << 16;

    private readonly ArrayBufferWriter<byte> _gathered = new(Plenty + 4_096);
    private readonly LineHashes _hashes = new();
    private readonly EventLineWriter _lines;
    private readonly byte[] _header;
    private readonly RecordingHeader _of;
    private int _hashed;
    private int _unhashedLines;

    /// <summary>Writes the header.</summary>
    public RecordingWriter(RecordingHeader header)
    {
        _lines = new EventLineWriter(_gathered);
        _header = FrameLines.Of(header);
        _of = header;
        _gathered.Write(_header);
        _hashed = _header.Length;
    }

    /// <summary>Event lines so far.</summary>
    public long Count => _hashes.Count + _unhashedLines;

    /// <summary>Bytes that wait to be taken away.</summary>
    public ReadOnlyMemory<byte> Gathered => _gathered.WrittenMemory;

    /// <summary>Writes an event. They come in the order of time, client (ordinal) and number: the reader checks that.</summary>
    /// <exception cref="ArgumentException">The header tells of an older schema, which has no such event.</exception>
    public void Write(in RecordedInput input)
    {
        if (input.Kind == InputKind.ReImage && !_of.ReImages)
            throw new ArgumentException("The header does not say that clients are re-imaged.", nameof(input));
        if (input.Kind == InputKind.Intend && !_of.Managed)
            throw new ArgumentException("The header does not say that clients intend something.", nameof(input));
        _lines.Write(input);
        CountLine();
    }

    /// <summary>Writes an act. It comes before the events of its time, and after those before.</summary>
    /// <exception cref="ArgumentException">The header tells of an older schema, which has no acts.</exception>
    public void Write(in RecordedAct act)
    {
        if (!_of.Managed)
            throw new ArgumentException("The header does not say that an operator acts.", nameof(act));
        _lines.Write(act);
        CountLine();
    }

    private void CountLine()
    {
        if (++_unhashedLines == _hashes.Room)
            Hash();
    }

    /// <summary>What has gathered is taken away.</summary>
    public void Clear()
    {
        Hash();
        _gathered.ResetWrittenCount();
        _hashed = 0;
    }

    /// <summary>Writes the footer.</summary>
    /// <param name="fleetHash">See <see cref="RecordingFooter.FleetHash"/>.</param>
    /// <returns>SHA-256 over the event lines.</returns>
    public string Finish(string? fleetHash)
    {
        Hash();
        _gathered.Write(FrameLines.Footer(_header, _hashes, fleetHash));
        return Convert.ToHexStringLower(_hashes.Current());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines.Dispose();
        _hashes.Dispose();
    }

    private void Hash()
    {
        if (_unhashedLines > 0)
            _hashes.Add(_gathered.WrittenSpan[_hashed..], _unhashedLines);
        (_hashed, _unhashedLines) = (_gathered.WrittenCount, 0);
    }
}
