using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Fleet.Journal.Stores;

namespace Fleet.Journal.Backup;

/// <summary>Writes a backup, block by block; see <see cref="BackupFormat"/>.</summary>
internal sealed class BackupWriter : IDisposable
{
    // Half the size of the fastest, at a speed that still leaves the store to be waited for.
    private const int Quality = 4;
    private const int Window = 20;

    private readonly Stream _to;
    private readonly BackupHeader _header;
    private readonly MemoryStream _block;
    private readonly BinaryWriter _rowWriter;
    private byte[] _packed = [];
    private byte[] _hash = [];
    private int _rowsInBlock;
    private long _rows;
    private long _first;
    private long _last;

    /// <param name="to">At its beginning.</param>
    /// <param name="header">What the file says of itself.</param>
    /// <param name="version">Of the journal.</param>
    public BackupWriter(Stream to, BackupHeader header, int version)
    {
        (_to, _header) = (to, header);
        _block = new MemoryStream(BackupFormat.BlockBytes);
        _rowWriter = new BinaryWriter(_block, Encoding.UTF8);
        var json = JsonSerializer.SerializeToUtf8Bytes(header, JsonSerializerOptions.Web);
        Span<byte> head = stackalloc byte[16];
        BackupFormat.Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], version);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], json.Length);
        Write(head, json);
    }

    /// <summary>Adds a row after those before it.</summary>
    public void Add(StoredRow row)
    {
        RowCodec.Write(_rowWriter, row);
        _first = _rows == 0 ? row.Offset : _first;
        _last = row.Offset;
        _rows++;
        _rowsInBlock++;
        if (_block.Length >= BackupFormat.BlockBytes)
            WriteBlock();
    }

    /// <summary>Writes the end.</summary>
    public BackupSummary Complete()
    {
        if (_rowsInBlock > 0)
            WriteBlock();
        Span<byte> foot = stackalloc byte[25];
        foot[0] = BackupFormat.Footer;
        BinaryPrimitives.WriteInt64LittleEndian(foot[1..], _rows);
        BinaryPrimitives.WriteInt64LittleEndian(foot[9..], _first);
        BinaryPrimitives.WriteInt64LittleEndian(foot[17..], _last);
        Write(foot, []);
        return new BackupSummary(_header.TakenAt, _rows, _first, _last, _hash);
    }

    public void Dispose() => _rowWriter.Dispose();

    private void WriteBlock()
    {
        if (_block.Length > BackupFormat.LongestBlock)
            throw new BackupException($"The row at offset {_last} has {_block.Length:N0} bytes; a backup takes {BackupFormat.LongestBlock:N0} at most.");
        var rows = _block.GetBuffer().AsSpan(0, (int)_block.Length);
        var room = BrotliEncoder.GetMaxCompressedLength(rows.Length);
        if (_packed.Length < room)
            _packed = new byte[room];
        if (!BrotliEncoder.TryCompress(rows, _packed, out var length, Quality, Window))
            throw new InvalidOperationException("Brotli needs more room than it says.");
        Span<byte> head = stackalloc byte[13];
        head[0] = BackupFormat.Block;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], _rowsInBlock);
        BinaryPrimitives.WriteInt32LittleEndian(head[5..], rows.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[9..], length);
        Write(head, _packed.AsSpan(0, length));
        _block.SetLength(0);
        _rowsInBlock = 0;
    }

    private void Write(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        _hash = BackupFormat.Hash(_hash, head, body);
        _to.Write(head);
        _to.Write(body);
        _to.Write(_hash);
    }
}
