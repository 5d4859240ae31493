using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using Fleet.Journal.Stores;

namespace Fleet.Journal.Backup;

/// <summary>Reads a backup from its first byte to its last, and trusts none of them; see <see cref="BackupFormat"/>.</summary>
internal sealed class BackupReader
{
    private readonly Stream _from;
    private readonly string _name;
    private byte[] _hash = [];
    private long _position;
    private long _rows;
    private long _first;
    private long _last;

    /// <param name="from">At its beginning.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="BackupException">It is no backup, or one of a newer version, or its header is damaged.</exception>
    public BackupReader(Stream from, string name)
    {
        (_from, _name) = (from, name);
        var head = Read(16);
        if (!head.AsSpan().StartsWith(BackupFormat.Magic))
            throw new BackupException($"{name} is no backup of a fleet.");
        var version = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(8));
        if (version > BackupFormat.Version)
            throw new BackupException($"{name} was written by a newer version of this program (format {version}, this one knows {BackupFormat.Version}): use that one.");
        var json = Read(Length(head.AsSpan(12), BackupFormat.LongestHeader));
        Verify(head, json);
        Header = JournalVersion.IsKnown(version) && HeaderIn(json) is { } header ? header : throw Damaged("its header cannot be read");
    }

    /// <summary>What the file says of itself.</summary>
    public BackupHeader Header { get; }

    /// <summary>The rows of each block in turn, when its hash was found right; the end of the last block is also that of the file.</summary>
    /// <exception cref="BackupException">The file is damaged or cut off.</exception>
    public IEnumerable<IReadOnlyList<StoredRow>> Blocks()
    {
        while (true)
        {
            var tag = Read(1)[0];
            if (tag == BackupFormat.Footer)
                break;
            yield return tag == BackupFormat.Block ? Block() : throw Damaged("there is neither a block nor the end");
        }

        Foot();
    }

    /// <summary>What was read. Valid at the end of <see cref="Blocks"/>.</summary>
    public BackupSummary Summary => new(Header.TakenAt, _rows, _first, _last, _hash);

    private static BackupHeader? HeaderIn(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupHeader>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IReadOnlyList<StoredRow> Block()
    {
        byte[] head = [BackupFormat.Block, .. Read(12)];
        var count = Length(head.AsSpan(1), BackupFormat.LongestBlock);
        var unpacked = Length(head.AsSpan(5), BackupFormat.LongestBlock);
        var packed = Read(Length(head.AsSpan(9), BrotliEncoder.GetMaxCompressedLength(BackupFormat.LongestBlock)));
        Verify(head, packed);
        var block = new byte[unpacked];
        if (count == 0 || !BrotliDecoder.TryDecompress(packed, block, out var length) || length != unpacked)
            throw Damaged("a block cannot be unpacked");
        try
        {
            var rows = RowCodec.Read(block, count);
            foreach (var row in rows)
                Count(row);
            return rows;
        }
        catch (FormatException e)
        {
            throw Damaged($"a block cannot be read: {e.Message}");
        }
    }

    private void Count(StoredRow row)
    {
        if (row.Offset <= _last || row.SequenceNr < 1)
            throw new FormatException("its rows are out of order");
        _first = _rows == 0 ? row.Offset : _first;
        _last = row.Offset;
        _rows++;
    }

    private void Foot()
    {
        byte[] foot = [BackupFormat.Footer, .. Read(24)];
        Verify(foot, []);
        var told = foot.AsSpan(1);
        if (BinaryPrimitives.ReadInt64LittleEndian(told) != _rows || BinaryPrimitives.ReadInt64LittleEndian(told[8..]) != _first
            || BinaryPrimitives.ReadInt64LittleEndian(told[16..]) != _last || Header.LastOffset != _last)
            throw Damaged("its end tells of other rows");
        if (_from.ReadByte() >= 0)
            throw Damaged("there is more after its end");
    }

    private void Verify(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        _hash = BackupFormat.Hash(_hash, head, body);
        if (!Read(BackupFormat.HashBytes).AsSpan().SequenceEqual(_hash))
            throw Damaged("a checksum is wrong");
    }

    private int Length(ReadOnlySpan<byte> bytes, int longest) =>
        BinaryPrimitives.ReadInt32LittleEndian(bytes) is var length && length >= 0 && length <= longest ? length : throw Damaged("a length is wrong");

    private byte[] Read(int count)
    {
        var bytes = new byte[count];
        var read = _from.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        _position += read;
        return read == count ? bytes
            : _position < BackupFormat.Magic.Length ? throw new BackupException($"{_name} is no backup of a fleet.")
            : throw Damaged("it is cut off");
    }

    private BackupException Damaged(string how) => new($"{_name} is damaged: {how}, at byte {_position:N0}. Nothing of it was restored.");
}

/// <summary>What a backup holds.</summary>
/// <param name="TakenAt">When its snapshot of the journal was taken.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="FirstOffset">The first row's place in the journal; 0: there is none.</param>
/// <param name="LastOffset">The last row's; 0: there is none.</param>
/// <param name="Hash">SHA-256 over all of it, as it stands at the file's end.</param>
public sealed record BackupSummary(DateTimeOffset TakenAt, long Rows, long FirstOffset, long LastOffset, byte[] Hash);

/// <summary>What a backup says of itself at its beginning, in JSON.</summary>
/// <param name="TakenAt">When its snapshot of the journal was taken.</param>
/// <param name="LastOffset">The last row of the snapshot; 0: there is none.</param>
internal sealed record BackupHeader(DateTimeOffset TakenAt, long LastOffset);
