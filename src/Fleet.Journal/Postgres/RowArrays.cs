using Fleet.Journal.Stores;

namespace Fleet.Journal.Postgres;

/// <summary>The rows of some writes, column by column, as <c>unnest</c> takes them.</summary>
internal readonly struct RowArrays
{
    public RowArrays(ReadOnlySpan<PendingWrite> writes)
    {
        var count = 0;
        foreach (var write in writes)
            count += write.Rows.Length;
        (Ids, SequenceNumbers, Serializers, Manifests, Messages) = (new string[count], new long[count], new int[count], new string[count], new byte[count][]);
        var i = 0;
        foreach (var write in writes)
        {
            foreach (var row in write.Rows)
            {
                (Ids[i], SequenceNumbers[i], Serializers[i], Manifests[i], Messages[i]) = (row.PersistenceId, row.SequenceNr, row.Serializer, row.Manifest, row.Payload);
                i++;
            }
        }
    }

    public string[] Ids { get; }

    public long[] SequenceNumbers { get; }

    public int[] Serializers { get; }

    public string[] Manifests { get; }

    public byte[][] Messages { get; }
}
