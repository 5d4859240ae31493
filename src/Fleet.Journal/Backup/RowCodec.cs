using System.Text;
using Fleet.Journal.Stores;

namespace Fleet.Journal.Backup;

/// <summary>A row in a block: whole numbers of variable length, texts in UTF-8 after their length.</summary>
internal static class RowCodec
{
    public static void Write(BinaryWriter to, StoredRow row)
    {
        to.Write7BitEncodedInt64(row.Offset);
        to.Write(row.RecordedAt.UtcTicks);
        to.Write(row.Deleted);
        to.Write(row.PersistenceId);
        to.Write7BitEncodedInt64(row.SequenceNr);
        to.Write7BitEncodedInt(row.Serializer);
        to.Write(row.Manifest);
        to.Write(row.Writer);
        to.Write7BitEncodedInt(row.Payload.Length);
        to.Write(row.Payload);
    }

    /// <summary>Reads a block, which has to be of so many rows to the byte.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static IReadOnlyList<StoredRow> Read(byte[] block, int count)
    {
        using var reader = new BinaryReader(new MemoryStream(block), Encoding.UTF8);
        var rows = new List<StoredRow>();
        try
        {
            for (var i = 0; i < count; i++)
                rows.Add(Read(reader));
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or IOException)
        {
            throw new FormatException("a row is cut off", e);
        }

        return reader.BaseStream.Position == block.Length ? rows : throw new FormatException("it has more than its rows");
    }

    private static StoredRow Read(BinaryReader from)
    {
        var offset = from.Read7BitEncodedInt64();
        var recordedAt = RecordedTime.Of(from.ReadInt64());
        var isDeleted = from.ReadBoolean();
        var id = from.ReadString();
        var number = from.Read7BitEncodedInt64();
        var serializer = from.Read7BitEncodedInt();
        var manifest = from.ReadString();
        var writer = from.ReadString();
        var length = from.Read7BitEncodedInt();
        var payload = from.ReadBytes(length);
        return payload.Length == length
            ? new StoredRow(id, number, offset, recordedAt, isDeleted, serializer, manifest, writer, payload)
            : throw new EndOfStreamException();
    }
}
