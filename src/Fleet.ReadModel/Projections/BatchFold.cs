using System.Runtime.InteropServices;
using Fleet.Journal;
using Fleet.ReadModel.Model;
using Fleet.Journal.Reading;
using Fleet.Protocol.Journal;
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
        var (damaged, others, acts) = (new List<DamagedRow>(), new List<JournalEntry>(), new List<RecordedAct>());
        var tasks = new List<TaskChange>();
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            if (TaskFold.IsMeant(entries[i]) && TaskFold.Of(entries[i]) is { } change)
                tasks.Add(change);
            if (entries[i].TryFindAct(out var act, out var damage))
                acts.Add(Recorded(entries[i], act));
            if (entries[i].IsOfClient)
            {
                ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(clients, entries[i].Client, out _);
                damage = seen.Take(entries[i]);
            }
            else
            {
                others.Add(entries[i]);
            }

            if (damage is not null)
                damaged.Add(damage);
        }

        damaged.Reverse();
        others.Reverse();
        acts.Reverse();
        tasks.Reverse();
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
        return new ProjectionBatch(end.Offset, end.RecordedAt, changes, damaged, end.Offset - generation.Checkpoint >= checkpointRows) { Others = others, Acts = acts, Tasks = tasks };
    }

    private static RecordedAct Recorded(in JournalEntry entry, LoneAct found)
    {
        var ((by, address), what, before, after) = found.Act;
        return new RecordedAct(entry.Offset, entry.RecordedAt, found.Target, OrNull(by), OrNull(address), what, before, after);
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

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
