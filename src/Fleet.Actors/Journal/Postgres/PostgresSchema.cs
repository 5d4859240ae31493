using System.Data;
using Fleet.Actors.Journal.Stores;
using Npgsql;

namespace Fleet.Actors.Journal.Postgres;

/// <summary>The tables of the journal: those of Akka.Persistence.Sql, so that its read journal and tools work on them.</summary>
/// <remarks>
/// Without the package's indexes on <c>created</c> and <c>sequence_number</c>, which no query here uses, and without a sequence:
/// a row's <c>ordering</c> is one more than the last one's, as the last row is never deleted, and a transaction that fails leaves
/// no hole. <c>created</c> holds .NET ticks (UTC) in whole milliseconds, in the package's unit. Ids are compared by their bytes.
/// </remarks>
internal static class PostgresSchema
{
    /// <summary>Kept in <c>journal_version</c>.</summary>
    public const int Version = 1;

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

    /// <summary>
    /// Takes the lock, numbers and inserts all rows, and commits, all of it on the server: a client that stalls at whatever point
    /// has sent all of it or nothing that counts, and holds up nobody. The lock makes offsets visible in their order.
    /// </summary>
    private const string Append = """
        CREATE OR REPLACE PROCEDURE journal_append(
          ids text[], numbers bigint[], serializers integer[], manifests text[], messages bytea[], writer text, now_ticks bigint,
          OUT first_offset bigint, OUT recorded bigint)
        LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_advisory_xact_lock('journal'::regclass::bigint);
          SELECT j.ordering + 1, greatest(j.created, now_ticks) INTO first_offset, recorded FROM journal AS j ORDER BY j.ordering DESC LIMIT 1;
          IF NOT FOUND THEN
            first_offset := 1;
            recorded := now_ticks;
          END IF;
          INSERT INTO journal (ordering, created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
          SELECT first_offset + r.n - 1, recorded, FALSE, r.id, r.number, r.message, r.manifest, r.serializer, writer
          FROM unnest(ids, numbers, serializers, manifests, messages) WITH ORDINALITY AS r (id, number, serializer, manifest, message, n);
          COMMIT;
        END $$;
        """;

    /// <summary>The steps, each from the version before it.</summary>
    private static readonly string[] Steps = [Tables + Append];

    /// <summary>Creates what is not there, and upgrades what is older.</summary>
    /// <exception cref="StoreUnavailableException">The tables are of another program, or of a newer version of this one.</exception>
    public static void Ensure(NpgsqlConnection connection)
    {
        if (VersionOf(connection) == Version)
            return;
        // Of the session, and before the transaction: one that is open would not see tables that were made while it waited.
        Run(connection, $"SELECT pg_advisory_lock({UpgradeLock})");
        try
        {
            using var transaction = connection.BeginTransaction();
            Upgrade(connection);
            transaction.Commit();
        }
        finally
        {
            if (connection.State == ConnectionState.Open)
                Run(connection, $"SELECT pg_advisory_unlock({UpgradeLock})");
        }
    }

    /// <summary>Whether the tables are there, of this version.</summary>
    /// <exception cref="StoreUnavailableException">They are of another version.</exception>
    public static bool IsThere(NpgsqlConnection connection) => VersionOf(connection) switch
    {
        null => false,
        Version => true,
        var other => throw new StoreUnavailableException($"The journal's tables are of another version of this program (schema {other}, this one knows {Version})."),
    };

    private static void Upgrade(NpgsqlConnection connection)
    {
        var found = VersionOf(connection);
        if (found > Version)
        {
            throw new StoreUnavailableException(
                $"The journal was written by a newer version of this program (schema {found}, this one knows {Version}): start that one.");
        }

        if (found is null && Exists(connection, "journal"))
            throw new StoreUnavailableException("The database belongs to another program: it has a table journal, but not the one of this one.");
        if (found is null)
            Run(connection, "CREATE TABLE journal_version (version integer NOT NULL); INSERT INTO journal_version VALUES (0)");
        for (var step = found ?? 0; step < Version; step++)
            Run(connection, $"{Steps[step]} UPDATE journal_version SET version = {step + 1}");
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
