using Fleet.Journal.Stores;
using Fleet.Journal.Sql.Sqlite;

namespace Fleet.Journal.Sqlite;

/// <summary>The tables of the journal: those of Akka.Persistence.Sql, so that its read journal and tools work on them.</summary>
/// <remarks>
/// Without the package's indexes on <c>created</c> and <c>sequence_number</c>, which no query here uses. No AUTOINCREMENT: the
/// last row is never deleted, so the rowid alone grows, and a second table need not be written. <c>created</c> holds .NET ticks
/// (UTC) in whole milliseconds, in the package's unit. <c>tags</c> stays empty; the package's read journal joins it.
/// </remarks>
internal static class SqliteSchema
{
    /// <summary>Kept in <c>user_version</c>.</summary>
    public const int Version = 1;

    private const string Tables = """
        CREATE TABLE journal (
          ordering INTEGER NOT NULL PRIMARY KEY,
          created INTEGER NOT NULL,
          deleted INTEGER NOT NULL,
          persistence_id TEXT NOT NULL,
          sequence_number INTEGER NOT NULL,
          message BLOB NOT NULL,
          manifest TEXT NOT NULL,
          identifier INTEGER NOT NULL,
          writer_uuid TEXT NOT NULL,
          UNIQUE (persistence_id, sequence_number));
        CREATE TABLE tags (
          ordering_id INTEGER NOT NULL,
          tag TEXT NOT NULL,
          sequence_nr INTEGER NOT NULL,
          persistence_id TEXT NOT NULL,
          PRIMARY KEY (ordering_id, tag)) WITHOUT ROWID;
        """;

    /// <summary>For <see cref="Insert(SqliteStatement, StoredRow)"/>.</summary>
    public const string InsertWhole = """
        INSERT INTO journal (ordering, created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """;

    /// <summary>Creates the tables in an empty file.</summary>
    /// <exception cref="StoreUnavailableException">The file is of another program, or of a newer version of this one.</exception>
    public static void Ensure(SqliteDatabase database)
    {
        if (database.Number("PRAGMA user_version") == Version)
            return;
        database.Run("BEGIN IMMEDIATE");
        try
        {
            if (!IsThere(database))
            {
                foreach (var table in Tables.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                    database.Run(table);
                database.Run($"PRAGMA user_version = {Version}");
            }

            database.Run("COMMIT");
        }
        catch
        {
            database.TryRollBack();
            throw;
        }
    }

    /// <summary>Whether the tables are there; if not, the file is empty.</summary>
    /// <exception cref="StoreUnavailableException">The file is of another program, or of a newer version of this one.</exception>
    public static bool IsThere(SqliteDatabase database) => database.Number("PRAGMA user_version") switch
    {
        Version => true,
        0 when database.Number("SELECT count(*) FROM sqlite_schema") == 0 => false,
        0 => throw new StoreUnavailableException("The journal's file belongs to another program: it has tables, but not those of this one."),
        var newer => throw new StoreUnavailableException(
            $"The journal was written by a newer version of this program (schema {newer}, this one knows {Version}): start that one."),
    };

    /// <summary>When the last row was recorded.</summary>
    public static DateTimeOffset LastTime(SqliteDatabase database) =>
        RecordedTime.Of(database.Number("SELECT coalesce((SELECT created FROM journal ORDER BY ordering DESC LIMIT 1), 0)"));

    /// <summary>Writes a row with the offset that it has.</summary>
    public static void Insert(SqliteDatabase database, StoredRow row)
    {
        using var insert = database.Prepare(InsertWhole);
        Insert(insert, row);
    }

    /// <summary>Writes a row with the offset that it has, by a statement that is there already.</summary>
    public static void Insert(SqliteStatement insert, StoredRow row)
    {
        insert.Bind(1, row.Offset);
        insert.Bind(2, row.RecordedAt.UtcTicks);
        insert.Bind(3, row.Deleted ? 1L : 0L);
        insert.Bind(4, row.PersistenceId);
        insert.Bind(5, row.SequenceNr);
        insert.Bind(6, row.Payload);
        insert.Bind(7, row.Manifest);
        insert.Bind(8, (long)row.Serializer);
        insert.Bind(9, row.Writer);
        insert.Run();
    }

    /// <summary>Writes, and that all the way to the disk: a pragma set to the value that it has writes its page all the same.</summary>
    public static void Probe(SqliteDatabase database) => database.Run($"PRAGMA user_version = {Version}");
}
