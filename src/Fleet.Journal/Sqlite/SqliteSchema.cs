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
        if (JournalVersion.IsKnown(VersionOf(database)))
            return;
        database.Run("BEGIN IMMEDIATE");
        try
        {
            if (!IsThere(database))
            {
                foreach (var table in Tables.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                    database.Run(table);
                Mark(database, JournalVersion.First);
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
    public static bool IsThere(SqliteDatabase database) => VersionOf(database) switch
    {
        0 when database.Number("SELECT count(*) FROM sqlite_schema") == 0 => false,
        0 => throw new StoreUnavailableException("The journal's file belongs to another program: it has tables, but not those of this one."),
        var version => JournalVersion.IsKnown(version) ? true : throw JournalVersion.Newer(version),
    };

    /// <summary>Keeps programs out that know less than that; in the transaction of its caller, if there is one.</summary>
    public static void Raise(SqliteDatabase database, int version)
    {
        if (VersionOf(database) < version)
            Mark(database, version);
    }

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
    public static void Probe(SqliteDatabase database) => Mark(database, VersionOf(database));

    /// <remarks>Kept in the file's head.</remarks>
    private static long VersionOf(SqliteDatabase database) => database.Number("PRAGMA user_version");

    private static void Mark(SqliteDatabase database, long version) => database.Run($"PRAGMA user_version = {version}");
}
