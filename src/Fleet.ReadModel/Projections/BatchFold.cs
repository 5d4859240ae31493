using System.Runtime.InteropServices;
using Fleet.Journal;
using Fleet.ReadModel.Model;
using Fleet.Journal.Reading;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Projections;

/// <summary>
/// Folds a stretch of the journal into what it leaves behind. A row carries the client's whole state, so only each client's last one is
/// decoded, or the last one that is not damaged; of the others only the checksum is looked at.
/// </summary>
internal static class BatchFold
{
    /// <param name="generation">Where the tables are.</param>
    /// <param name="entries">The rows after that; not empty.</param>
    /// <param name="checkpointRows">See <see cref="ProjectionOptions.CheckpointRows"/>.</param>
    public static ProjectionBatch Of(Generation generation, List<JournalEntry> entries, int checkpointRows)
    {
        var clients = new Dictionary<string, Seen>(entries.Count);
        var (damaged, others) = (new List<DamagedRow>(), new List<JournalEntry>());
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            if (!entries[i].IsOfClient)
            {
                others.Add(entries[i]);
                continue;
            }

            ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(clients, entries[i].Client, out _);
            if (seen.Take(entries[i]) is { } damage)
                damaged.Add(damage);
        }

        damaged.Reverse();
        others.Reverse();
        var changes = new List<ClientChange>(clients.Count);
        foreach (var seen in clients.Values)
        {
            if (seen.Last is { } last)
                changes.Add(new ClientChange(new ClientRecord(last.Client, last.After, last.Entry.Offset, last.Entry.RecordedAt, seen.HeardAt ?? seen.FirstAt), seen.HeardAt is not null));
        }

        // Neighbours in the tables are written together.
        changes.Sort((x, y) => string.CompareOrdinal(x.Record.Client.Value, y.Record.Client.Value));
        var end = entries[^1];
        // A row takes an offset at least: a hole brings a checkpoint early, and nothing brings it late.
        return new ProjectionBatch(end.Offset, end.RecordedAt, changes, damaged, end.Offset - generation.Checkpoint >= checkpointRows) { Others = others };
    }

    /// <summary>What a stretch says of one client, from its end on.</summary>
    private struct Seen
    {
        public ReadRow? Last;
        public DateTimeOffset FirstAt;
        public DateTimeOffset? HeardAt;

        /// <summary>Takes the row before; returns what is wrong with it, if anything is.</summary>
        public DamagedRow? Take(in JournalEntry entry)
        {
            DamagedRow? damage;
            if (Last is not null)
                damage = entry.Look();
            else if (entry.TryRead(out var row, out damage))
                Last = row;
            if (damage is not null)
                return damage;
            FirstAt = entry.RecordedAt;
            HeardAt ??= entry.IsHeard ? entry.RecordedAt : null;
            return null;
        }
    }
}
