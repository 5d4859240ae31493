using System.Runtime.InteropServices;
using Fleet.Actors.ReadModel.Model;
using Fleet.Actors.ReadModel.Source;
using Fleet.Actors.ReadModel.Store;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.ReadModel.Projections;

/// <summary>Folds a stretch of the journal into what it leaves behind. A row carries the client's whole state, so only each client's last one is decoded.</summary>
internal static class BatchFold
{
    /// <param name="generation">Where the tables are.</param>
    /// <param name="entries">The rows behind that; not empty.</param>
    /// <param name="checkpointRows">See <see cref="ProjectionOptions.CheckpointRows"/>.</param>
    public static ProjectionBatch Of(Generation generation, List<JournalEntry> entries, int checkpointRows)
    {
        var last = new Dictionary<string, (JournalEntry Entry, DateTimeOffset FirstAt, DateTimeOffset? HeardAt)>(entries.Count);
        foreach (var entry in entries.Where(entry => entry.IsOfClient))
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(last, entry.Client, out var isKnown);
            known = (entry, isKnown ? known.FirstAt : entry.RecordedAt, entry.IsHeard ? entry.RecordedAt : known.HeardAt);
        }

        var changes = new List<ClientChange>(last.Count);
        foreach (var (entry, firstAt, heardAt) in last.Values)
        {
            var record = new ClientRecord(ClientId.Parse(entry.Client), entry.Decode().After, entry.Offset, entry.RecordedAt, heardAt ?? firstAt);
            changes.Add(new ClientChange(record, heardAt is not null));
        }

        // Neighbours in the tables are written together.
        changes.Sort((x, y) => string.CompareOrdinal(x.Record.Client.Value, y.Record.Client.Value));
        var end = entries[^1];
        // A row takes an offset at least: a hole brings a checkpoint early, and nothing brings it late.
        return new ProjectionBatch(end.Offset, end.RecordedAt, changes, end.Offset - generation.Checkpoint >= checkpointRows);
    }
}
