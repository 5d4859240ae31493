using Fleet.Journal;
using Fleet.Journal.Reading;
using Fleet.Protocol.Journal;

namespace Fleet.ReadModel.Queries;

/// <summary>Rows that count for nothing in a replay: those that the read model left out, so that both tell the same, and what else cannot be read.</summary>
internal sealed class LeftOut(IReadOnlyList<DamagedRow> known)
{
    private readonly HashSet<long> _offsets = [.. known.Select(row => row.Offset)];
    private readonly HashSet<string> _clients = [.. known.Select(row => row.Client)];

    /// <summary>A client has rows that are left out, so that a row of it does not tell what is counted before it.</summary>
    public bool Touches(string client) => _clients.Contains(client);

    /// <summary>Reads a row at a glance.</summary>
    /// <returns>False: it counts for nothing.</returns>
    public bool TryGlance(in JournalEntry row, RowGlancer glancer, out RowGlance glance)
    {
        if (!_offsets.Contains(row.Offset) && row.TryGlance(glancer, out glance))
            return true;
        _clients.Add(row.Client);
        glance = default;
        return false;
    }

    /// <summary>The last row of a client before a number that counts; null if there is none.</summary>
    public RowGlance? Before(IJournalSource journal, string client, long number, RowGlancer glancer)
    {
        while (journal.RowBefore(client, number) is { } row)
        {
            if (TryGlance(row, glancer, out var glance))
                return glance;
            number = row.Number;
        }

        return null;
    }
}
