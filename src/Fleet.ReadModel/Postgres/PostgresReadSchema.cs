using Fleet.Journal.Sql;
using Fleet.Journal.Sql.Postgres;
using Fleet.ReadModel.Tables;

namespace Fleet.ReadModel.Postgres;

/// <summary>The schema of the read model: it can be lost without harm, as the journal has everything.</summary>
internal static class PostgresReadSchema
{
    /// <summary>Any number that is always the same, and not that of the journal's schema.</summary>
    private const long Lock = 0x466C656575;

    /// <summary>Creates the schema with its common tables; replaces it if it is no good.</summary>
    /// <param name="database">With the schema as its search path.</param>
    /// <param name="schema">Its name.</param>
    /// <param name="distrust">Why it is not to be used, whatever its state; null: it may be.</param>
    /// <param name="distrusted">A reader or the projector has met damage.</param>
    /// <returns>What was wrong with the one that was replaced; null: nothing, or there was none.</returns>
    public static string? Ensure(PostgresConnection database, string schema, string? distrust, bool distrusted)
    {
        // Who stands still while it has the lock loses it, and is waited for as long.
        database.Run($"SET idle_session_timeout = '10s'; SET lock_timeout = '15s'; SELECT pg_advisory_lock({Lock}); RESET lock_timeout");
        try
        {
            var exists = database.Number("SELECT count(*) FROM pg_class WHERE oid = to_regclass('model_version')") == 1;
            var replaced = exists ? distrust ?? Fault(database, distrusted) : null;
            if (exists && replaced is null)
                return null;
            Create(database, schema);
            return replaced;
        }
        finally
        {
            if (database.Handle.State == System.Data.ConnectionState.Open)
                database.Run($"SELECT pg_advisory_unlock({Lock}); RESET idle_session_timeout");
        }
    }

    private static string? Fault(PostgresConnection database, bool distrusted)
    {
        if (database.Number($"SELECT {ReadSchema.VersionIn(database.Dialect)}") is var version && version != ReadSchema.Version)
            return $"it has the tables of version {version}, not {ReadSchema.Version}";
        var missing = database.Number("""
            SELECT count(*) FROM generation AS g, unnest(ARRAY['client_', 'count_', 'count_history_', 'checkpoint_', 'id_', 'act_']) AS name
            WHERE g.stage IN (1, 2) AND to_regclass(name || g.number) IS NULL
            """);
        return missing > 0 ? "tables are missing" : distrusted && IsCorrupt(database) ? "it is damaged" : null;
    }

    /// <summary>A reader can come too late for a table that was dropped in good order; what is not missing is read, to know.</summary>
    private static bool IsCorrupt(PostgresConnection database)
    {
        try
        {
            foreach (var table in Names(database))
                database.Run($"SELECT count(t.*) FROM {table} AS t");
            return false;
        }
        catch (Npgsql.PostgresException)
        {
            return true;
        }
    }

    private static List<string> Names(PostgresConnection database)
    {
        using var select = database.Prepare("SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'");
        return select.All(row => row.Text(0));
    }

    private static void Create(PostgresConnection database, string schema)
    {
        database.Run("BEGIN");
        try
        {
            database.Run($"DROP SCHEMA IF EXISTS {schema} CASCADE");
            database.Run($"CREATE SCHEMA {schema}");
            foreach (var statement in ReadSchema.Common)
                database.Run(database.Dialect.Table(statement));
            database.Run($"CREATE TABLE model_version AS SELECT {ReadSchema.Version} AS version");
            database.Run("COMMIT");
        }
        catch
        {
            database.TryRollBack();
            throw;
        }
    }
}
