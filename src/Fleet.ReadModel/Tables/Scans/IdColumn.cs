using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Fleet.Journal.Sql;

namespace Fleet.ReadModel.Tables.Scans;

/// <summary>
/// The ids of a generation in memory, side by side: a part of one is looked for in all of them, some gigabytes a second. Ids are only ever
/// added to its table, so what is here already stays, and each look reads those that came since.
/// </summary>
/// <remarks>
/// It never changes: whoever reads on makes a longer one, and two who do so at a time do the same work twice, instead of waiting for each other.
/// Ids of clients that were forgotten stay in it, and one that came back is in it twice: it says where to look, and the table who is there.
/// </remarks>
internal sealed class IdColumn
{
    /// <summary>Blocks grow to this size, so that there are few of them.</summary>
    private const int BlockBytes = 1 << 20;

    private const byte Between = (byte)'\n';

    private readonly int _generation;
    private readonly long _offset;
    private readonly string _last;
    private readonly ImmutableArray<byte[]> _blocks;

    private IdColumn(int generation, long offset, string last, ImmutableArray<byte[]> blocks) =>
        (_generation, _offset, _last, _blocks) = (generation, offset, last, blocks);

    /// <summary>Of no generation.</summary>
    public static IdColumn Empty { get; } = new(0, 0, "", []);

    /// <summary>The same with all ids that a connection sees.</summary>
    public IdColumn ReadOn(ReadConnection connection, int generation)
    {
        var known = IsOf(connection, generation) ? this : new IdColumn(generation, 0, "", []);
        var (offset, last, blocks) = (known._offset, known._last, known._blocks);
        var block = new ArrayBufferWriter<byte>();
        var select = connection[$"""SELECT "offset", client_id FROM id_{generation} WHERE "offset" > ?1 ORDER BY "offset" """];
        select.Bind(1, offset);
        try
        {
            while (select.Step())
            {
                (offset, last) = (select.Int64(0), select.Text(1));
                if (block.WrittenCount == 0)
                    block.Write(Unfinished(ref blocks));
                Encoding.ASCII.GetBytes(last, block);
                block.Write([Between]);
                if (block.WrittenCount < BlockBytes)
                    continue;
                blocks = blocks.Add(block.WrittenSpan.ToArray());
                block.Clear();
            }
        }
        finally
        {
            select.Reset();
        }

        return new IdColumn(generation, offset, last, block.WrittenCount == 0 ? blocks : blocks.Add(block.WrittenSpan.ToArray()));
    }

    /// <summary>The ids that contain a text; null: they are more than so many.</summary>
    public IReadOnlyCollection<string>? Containing(string text, int most)
    {
        var wanted = Encoding.ASCII.GetBytes(text);
        var found = new HashSet<string>();
        foreach (var block in _blocks)
        {
            var rest = block.AsSpan();
            for (var at = rest.IndexOf(wanted); at >= 0; at = rest.IndexOf(wanted))
            {
                var end = at + rest[at..].IndexOf(Between);
                found.Add(Encoding.ASCII.GetString(rest[(rest[..at].LastIndexOf(Between) + 1)..end]));
                if (found.Count > most)
                    return null;
                rest = rest[(end + 1)..];
            }
        }

        return found;
    }

    /// <summary>Numbers of generations come again where all of them were replaced; what was read last does not stand at the same place there.</summary>
    private bool IsOf(ReadConnection connection, int generation)
    {
        if (_generation != generation)
            return false;
        var select = connection[$"""SELECT client_id FROM id_{generation} WHERE "offset" = ?1"""];
        select.Bind(1, _offset);
        return select.First(row => row.Text(0), "") == _last;
    }

    /// <summary>The last block, taken away to grow, if it is not full.</summary>
    private static byte[] Unfinished(ref ImmutableArray<byte[]> blocks)
    {
        if (blocks is not [.., { Length: < BlockBytes } last])
            return [];
        blocks = blocks.RemoveAt(blocks.Length - 1);
        return last;
    }
}
