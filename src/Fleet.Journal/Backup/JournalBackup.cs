using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Journal.Stores;
using Fleet.Journal.Sql;
using Fleet.Protocol.Journal;

namespace Fleet.Journal.Backup;

/// <summary>Copies a journal into a file, and back into an empty store of whatever kind.</summary>
public static class JournalBackup
{
    private const string Rows = """
        SELECT persistence_id, sequence_number, ordering, created, CAST(CASE WHEN deleted THEN 1 ELSE 0 END AS bigint), CAST(identifier AS bigint), manifest, writer_uuid, message
        FROM journal ORDER BY ordering
        """;

    /// <summary>Writes what the journal is at this moment, while hosts go on writing to it.</summary>
    /// <param name="store">The journal.</param>
    /// <param name="to">At its beginning.</param>
    /// <param name="time">Says when.</param>
    /// <param name="progress">Is told, block by block, the offset it has come to, and the last one.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="StoreUnavailableException">The journal cannot be read; the message says why in a sentence.</exception>
    public static BackupSummary Write(PortableStore store, Stream to, TimeProvider time, Action<long, long> progress, CancellationToken cancel) => Explained(store, () =>
    {
        using var snapshot = store.OpenSnapshot();
        var header = new BackupHeader(time.GetUtcNow(), snapshot.Number("SELECT COALESCE(MAX(ordering), 0) FROM journal"));
        using var writer = new BackupWriter(to, header, (int)snapshot.Number($"SELECT {snapshot.Dialect.VersionIn("journal_version")}"));
        using var rows = snapshot.Prepare(Rows);
        for (var n = 1L; rows.Step(); n++)
        {
            var row = Row(rows);
            writer.Add(row);
            if (n % 1024 != 0)
                continue;
            cancel.ThrowIfCancellationRequested();
            progress(row.Offset, header.LastOffset);
        }

        cancel.ThrowIfCancellationRequested();
        return writer.Complete();
    }, cancel);

    /// <summary>
    /// Fills an empty store: all of it, or nothing. The rows keep their offsets; after them comes the row that tells offsets of the
    /// journal that was from those of this one.
    /// </summary>
    /// <param name="from">A backup, at its beginning.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="store">Empty, and used by nobody.</param>
    /// <param name="time">Says when.</param>
    /// <param name="taken">Is called once the store is ours and nothing has been written.</param>
    /// <param name="progress">Is told, block by block, the offset it has come to, and the last one.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="BackupException">The file is no backup, of a newer version, damaged or cut off.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot take it; the message says why in a sentence.</exception>
    public static BackupSummary Restore(
        Stream from, string name, PortableStore store, TimeProvider time, Action taken, Action<long, long> progress, CancellationToken cancel) => Explained(store, () =>
    {
        var reader = new BackupReader(from, name);
        using var import = store.OpenImport();
        // At once, as a pipe that gives nothing, or a server that does not answer, cannot be left.
        using var givenUp = cancel.Register(import.GiveUp);
        taken();
        StoredRow? last = null;
        var marks = 0L;
        foreach (var block in reader.Blocks())
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var row in block)
            {
                import.Add(row);
                marks = row.PersistenceId == PersistenceIds.Restore ? row.SequenceNr : marks;
            }

            last = block[^1];
            progress(last.Offset, reader.Header.LastOffset);
        }

        var how = new JournalReplaced(ReplacementCause.Restored, last?.Offset ?? 0, last?.RecordedAt) { Act = ActOf(reader.Summary) };
        import.Add(Succession.Row(how, marks + 1, time.GetUtcNow()));
        cancel.ThrowIfCancellationRequested();
        import.Complete();
        return reader.Summary;
    }, cancel);

    /// <summary>Whoever may use the store beside the host did it: nobody is asked who he is, and no request came from anywhere.</summary>
    private static Act ActOf(BackupSummary backup) => new(new Operator(Operator.Open, ""), "restore", After: JsonSerializer.Serialize(
        new { takenAt = backup.TakenAt, rows = backup.Rows, lastOffset = backup.LastOffset }));

    private static StoredRow Row(ISqlStatement row) => new(
        row.Text(0), row.Int64(1), row.Int64(2), RecordedTime.Of(row.Int64(3)), row.Int64(4) != 0, (int)row.Int64(5), row.Text(6), row.Text(7), row.Bytes(8));

    private static BackupSummary Explained(PortableStore store, Func<BackupSummary> work, CancellationToken cancel)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is not OperationCanceledException)
        {
            throw new OperationCanceledException("What was under way has failed when it was given up.", e, cancel);
        }
        catch (Exception e) when (store.Explain(e) is { } sentence)
        {
            throw new StoreUnavailableException(sentence, e);
        }
    }
}
