using Fleet.Journal.Disk;
using Fleet.Journal.Stores;
using Fleet.Journal.Sql.Sqlite;
using Fleet.Protocol.Journal;

namespace Fleet.Journal.Sqlite;

/// <summary>Fills a file beside the journal, which takes the journal's place when it is whole and on the disk.</summary>
internal sealed class SqliteImport : IStoreImport
{
    private readonly string _file;
    private readonly string _filling;
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _insert;
    private int _version = JournalVersion.First;

    /// <param name="file">The journal: not there, or empty, and nobody's.</param>
    public SqliteImport(string file)
    {
        _file = file;
        _filling = file + ".restoring";
        // Of one that was killed.
        File.Delete(_filling);
        // A file that counts only when it is whole needs no log, and the disk only at its end.
        _database = SqliteDatabase.Open(
            SqliteDatabase.ConnectionString(_filling), TimeSpan.Zero, "journal_mode = OFF", "synchronous = OFF", "cache_size = -131072");
        try
        {
            SqliteSchema.Ensure(_database);
            _database.Run("BEGIN");
            _insert = _database.Prepare(SqliteSchema.InsertWhole);
        }
        catch
        {
            _database.Dispose();
            File.Delete(_filling);
            throw;
        }
    }

    public void Add(StoredRow row)
    {
        SqliteSchema.Insert(_insert, row);
        _version = Math.Max(_version, Manifests.JournalVersionOf(row.Manifest));
    }

    public void GiveUp() => File.Delete(_filling);

    public void Complete()
    {
        SqliteSchema.Raise(_database, _version);
        _database.Run("COMMIT");
        _database.Dispose();
        using (var whole = new FileStream(_filling, FileMode.Open, FileAccess.ReadWrite))
            whole.Flush(flushToDisk: true);
        // A log that is left there would be taken for one of the new file.
        File.Delete(_file + "-wal");
        File.Delete(_file + "-shm");
        File.Move(_filling, _file, overwrite: true);
        DiskSync.Folder(_file);
    }

    public void Dispose()
    {
        _database.Dispose();
        GiveUp();
    }
}
