using Fleet.Journal;
using Fleet.Journal.Backup;
using Fleet.Journal.Stores;

namespace Fleet.Testing;

/// <summary>Journals, their backups in memory, and what is in them.</summary>
internal static class Copies
{
    private const string Row = "SELECT ordering, created, CAST(CASE WHEN deleted THEN 1 ELSE 0 END AS bigint), persistence_id, sequence_number, message, manifest, CAST(identifier AS bigint), writer_uuid FROM journal ORDER BY ordering";

    private const int Together = 30;

    private static readonly Lazy<byte[]> OfGoodRows = new(() =>
    {
        using var store = new TestStore(StoreKind.Sqlite);
        store.Fill(GoodRows);
        return store.Backup();
    });

    /// <summary>Rows of <see cref="Good"/>: several blocks.</summary>
    public const int GoodRows = 9_000;

    /// <summary>A backup that can be restored.</summary>
    public static byte[] Good => OfGoodRows.Value;

    public static PortableStore Portable(this TestStore store) => JournalSystem.Settings(store).Store.AsPortable();

    /// <summary>To write to by hand, under a name of its own: another test cuts the connections of all journal writers.</summary>
    public static IJournalStore OpenStore(this TestStore store) => JournalSystem.Settings(
        store, store.Kind == StoreKind.Sqlite ? "" : $"{JournalSettings.Path}.postgres.connection-string = \"{store.Place};Application Name=copies\"").Store.OpenStore();

    /// <summary>A journal of so many rows of some clients, with an offset that is missing and a row that is deleted.</summary>
    public static void Fill(this TestStore store, int rows)
    {
        using (var journal = store.OpenStore())
        {
            foreach (var some in Enumerable.Range(0, rows).Chunk(Together))
                journal.Append([.. some.Select(n => Rows.Write($"pc-{n % 7}", (n / 7) + 1))], DateTimeOffset.UnixEpoch.AddDays(20_000).AddMilliseconds(some[0] * 37));
        }

        using var database = store.Open();
        database.Run("DELETE FROM journal WHERE ordering = 3");
        database.Run("UPDATE journal SET deleted = TRUE WHERE ordering = 5");
    }

    public static byte[] Backup(this TestStore store) => Backup(store, out _);

    public static byte[] Backup(this TestStore store, out BackupSummary summary)
    {
        using var file = new MemoryStream();
        summary = JournalBackup.Write(store.Portable(), file, TimeProvider.System, (_, _) => { }, CancellationToken.None);
        return file.ToArray();
    }

    /// <summary>Waits until the server has let go of what a connection held: that is a moment after it was closed.</summary>
    public static void AwaitUnused(this TestStore store)
    {
        if (store.Kind != StoreKind.Postgres)
            return;
        using var database = store.Open();
        Eventually.True(() => database.Number("""
            SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND objid = ((1::bigint << 32) - to_regclass('journal')::bigint)::oid
            """) == 0, "let go of");
    }

    public static BackupSummary Restore(this TestStore store, byte[] backup) => store.Restore(new MemoryStream(backup));

    public static BackupSummary Restore(this TestStore store, Stream backup, CancellationToken cancel = default) =>
        JournalBackup.Restore(backup, "the file", store.Portable(), TimeProvider.System, () => { }, (_, _) => { }, cancel);

    /// <summary>Every row, every column, every byte; none if there is no journal.</summary>
    public static List<string> All(this TestStore store)
    {
        var all = new List<string>();
        if (store.Kind == StoreKind.Sqlite && !File.Exists(store.Place))
            return all;
        using var database = store.Open();
        using var rows = database.Prepare(Row);
        while (rows.Step())
        {
            all.Add(string.Join('|', rows.Int64(0), rows.Int64(1), rows.Int64(2), rows.Text(3), rows.Int64(4),
                Convert.ToHexString(rows.Bytes(5)), rows.Text(6), rows.Int64(7), rows.Text(8)));
        }

        return all;
    }
}
