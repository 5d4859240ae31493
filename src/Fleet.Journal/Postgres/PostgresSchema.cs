using System.Data;
using Fleet.Journal.Stores;
using Npgsql;

namespace Fleet.Journal.Postgres;

/// <summary>The tables of the journal: those of Akka.Persistence.Sql, so that its read journal and tools work on them.</summary>
/// <remarks>
/// Without the package's indexes on <c>created</c> and <c>sequence_number</c>, which no query here uses, and without a sequence:
/// a row's <c>ordering</c> is one more than the last one's, as the last row is never deleted, and a transaction that fails leaves
/// no hole. <c>created</c> holds .NET ticks (UTC) in whole milliseconds, in the package's unit. Ids are compared by their bytes.
/// </remarks>
internal static class PostgresSchema
{
    /// <summary>The least version of PostgreSQL: procedures that commit and have a result.</summary>
    public const int LeastServer = 14;

    /// <summary>What makes sure that one client has one writer.</summary>
    public const string OneNumberOnce = "journal_persistence_id_sequence_number_key";

    /// <summary>Any number that is always the same: hosts that start together upgrade one after the other.</summary>
    private const long UpgradeLock = 0x466C656574;

    private const string Tables = $"""
        CREATE TABLE journal (
          ordering bigint NOT NULL PRIMARY KEY,
          created bigint NOT NULL,
          deleted boolean NOT NULL,
          persistence_id text COLLATE "C" NOT NULL,
          sequence_number bigint NOT NULL,
          message bytea NOT NULL,
          manifest text NOT NULL,
          identifier integer NOT NULL,
          writer_uuid text NOT NULL,
          CONSTRAINT {OneNumberOnce} UNIQUE (persistence_id, sequence_number));
        CREATE TABLE tags (
          ordering_id bigint NOT NULL,
          tag text NOT NULL,
          sequence_nr bigint NOT NULL,
          persistence_id text COLLATE "C" NOT NULL,
          PRIMARY KEY (ordering_id, tag));
        """;

    /// <summary>Creates what is not there, and upgrades what is older.</summary>
    /// <exception cref="StoreUnavailableException">The tables are of another program, or of a newer version of this one.</exception>
    public static void Ensure(NpgsqlConnection connection)
    {
        if (IsUpToDate(connection))
            return;
        // Of the session, and before the transaction: one that is open would not see tables that were made while it waited.
        // Who stands still while it has the lock loses it.
        Run(connection, $"SET idle_session_timeout = '10s'; SELECT pg_advisory_lock({UpgradeLock})");
        try
        {
            using var transaction = connection.BeginTransaction();
            Upgrade(connection);
            transaction.Commit();
        }
        finally
        {
            if (connection.State == ConnectionState.Open)
                Run(connection, $"SELECT pg_advisory_unlock({UpgradeLock}); RESET idle_session_timeout");
        }
    }

    /// <summary>Whether the tables are there, of this version.</summary>
    /// <exception cref="StoreUnavailableException">They are of another version.</exception>
    public static bool IsThere(NpgsqlConnection connection) => VersionOf(connection) switch
    {
        null => false,
        { } version when JournalVersion.IsKnown(version) => true,
        { } other => throw new StoreUnavailableException($"The journal's tables are of another version of this program (schema {other}, this one knows {JournalVersion.Known})."),
    };

    /// <summary>Keeps programs out that know less than that, from their next connection on.</summary>
    public static void Raise(NpgsqlConnection connection, int version) => Run(connection, $"UPDATE journal_version SET version = {version} WHERE version < {version}");

    private static void Upgrade(NpgsqlConnection connection)
    {
        var found = VersionOf(connection);
        if (found > JournalVersion.Known)
            throw JournalVersion.Newer(found.Value);
        if (found is null && Exists(connection, "journal"))
            throw new StoreUnavailableException("The database belongs to another program: it has a table journal, but not the one of this one.");
        if (found is null)
            Run(connection, "CREATE TABLE journal_version (version integer NOT NULL); INSERT INTO journal_version VALUES (0)");
        if (found is null or < JournalVersion.First)
            Run(connection, $"{Tables} UPDATE journal_version SET version = {JournalVersion.First}");
        if (ProceduresOf(connection) >= Procedures.Version)
            return;
        Run(connection, $"""
            ALTER TABLE journal_version ADD COLUMN IF NOT EXISTS procedures integer NOT NULL DEFAULT 1;
            {Procedures.Create}
            UPDATE journal_version SET procedures = {Procedures.Version};
            """);
    }

    private static bool IsUpToDate(NpgsqlConnection connection) => VersionOf(connection) is { } version && JournalVersion.IsKnown(version) && ProceduresOf(connection) >= Procedures.Version;

    /// <summary>The first release had no column for it, and none may be asked for that is not there.</summary>
    private static int ProceduresOf(NpgsqlConnection connection)
    {
        using var select = new NpgsqlCommand("SELECT coalesce((to_jsonb(v) ->> 'procedures')::integer, 1) FROM journal_version AS v", connection);
        return (int)select.ExecuteScalar()!;
    }

    /// <summary>How far the last row was recorded ahead of the server's clock; less than zero in good order.</summary>
    public static TimeSpan ClockAhead(NpgsqlConnection connection)
    {
        using var select = new NpgsqlCommand($"SELECT created - {Procedures.Clock} FROM journal ORDER BY ordering DESC LIMIT 1", connection);
        return select.ExecuteScalar() is long ticks ? TimeSpan.FromTicks(ticks) : TimeSpan.MinValue;
    }

    /// <summary>The server's clock.</summary>
    public static DateTimeOffset Now(NpgsqlConnection connection)
    {
        using var select = new NpgsqlCommand($"SELECT {Procedures.Clock}", connection);
        return RecordedTime.Of((long)select.ExecuteScalar()!);
    }

    /// <summary>The version of the tables that are there; null: there are none.</summary>
    private static int? VersionOf(NpgsqlConnection connection)
    {
        if (!Exists(connection, "journal_version"))
            return null;
        using var select = new NpgsqlCommand("SELECT version FROM journal_version", connection);
        return (int?)select.ExecuteScalar();
    }

    private static bool Exists(NpgsqlConnection connection, string table)
    {
        using var select = new NpgsqlCommand($"SELECT to_regclass('{table}') IS NOT NULL", connection);
        return (bool)select.ExecuteScalar()!;
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
