using Fleet.ReadModel.Tables;
using Fleet.Journal.Sql.Sqlite;
using Microsoft.Data.Sqlite;

namespace Fleet.ReadModel.Sqlite;

/// <summary>The read model's file: it can be lost without harm, as the journal has everything.</summary>
internal sealed class ReadFile(string path)
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Somebody has made it.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>Opens the file to write, with its common tables.</summary>
    /// <param name="distrust">Why it is not to be used even if it can be opened; null: it may be.</param>
    /// <param name="alone">Does something while nobody has the file open to read.</param>
    /// <param name="replaced">What was wrong with a file that had to be replaced; null: nothing, or there was none.</param>
    public SqliteDatabase OpenToWrite(string? distrust, Action<Action> alone, out string? replaced)
    {
        replaced = distrust;
        if (distrust is null && Exists)
        {
            try
            {
                var database = Open();
                if (database.Number($"SELECT {ReadSchema.VersionIn(database.Dialect)}") is var version && version == ReadSchema.Version)
                    return database;
                replaced = $"it has the tables of version {version}, not {ReadSchema.Version}";
                database.Dispose();
            }
            catch (SqliteException e) when (SqliteDatabase.IsDamage(e))
            {
                replaced = $"it is damaged ({e.Message})";
            }
        }

        if (replaced is not null)
            alone(SetAside);
        return Create();
    }

    /// <summary>Opens the file to read. The pages are the operating system's, shared by all readers.</summary>
    public SqliteDatabase OpenToRead() => SqliteDatabase.Open(
        SqliteDatabase.ConnectionString(path, readOnly: true), BusyTimeout, "mmap_size = 4294967296", "cache_size = -16384");

    /// <summary>Removes the file, which nobody has open, with its log.</summary>
    public void Delete() => EachPart(File.Delete);

    /// <summary>Keeps what is there for whoever wants to know what happened to it; the one kept before goes.</summary>
    private void SetAside() => EachPart(part => File.Move(part, $"{path}.replaced{part[path.Length..]}", overwrite: true));

    private void EachPart(Action<string> work)
    {
        foreach (var part in (ReadOnlySpan<string>)[path, path + "-wal", path + "-shm"])
        {
            // Where there is no folder, even File.Delete fails.
            if (File.Exists(part))
                work(part);
        }
    }

    private SqliteDatabase Create()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var database = Open();
        try
        {
            database.Run("BEGIN IMMEDIATE");
            foreach (var statement in ReadSchema.Common)
                database.Run(statement);
            database.Run($"PRAGMA user_version = {ReadSchema.Version}");
            database.Run("COMMIT");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file as it is, to write.</summary>
    /// <remarks>
    /// A commit need not be on the disk when it returns: what a power failure takes away is projected again. Random writes dirty
    /// a page each, in every index, so small pages halve what is written; smaller ones would not hold the rows.
    /// </remarks>
    public SqliteDatabase Open() => SqliteDatabase.Open(
        SqliteDatabase.ConnectionString(path), BusyTimeout,
        "page_size = 2048", "journal_mode = WAL", "synchronous = NORMAL", "cache_size = -262144", "wal_autocheckpoint = 40000", "journal_size_limit = 16777216");
}
