using Fleet.Journal.Postgres;
using Fleet.Journal.Sql.Postgres;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables;
using Fleet.ReadModel.Tables.Scans;
using Fleet.Journal.Sql;
using Npgsql;

namespace Fleet.ReadModel.Postgres;

/// <summary>The read model in a schema of its own, beside the journal: every node reads it, and the one with the projector writes it.</summary>
/// <param name="settings">Of the journal.</param>
/// <param name="few">See <see cref="ScanPlan"/>.</param>
internal sealed class PostgresReadStore(PostgresSettings settings, int few = ScanPlan.Few) : SqlReadStore<PostgresConnection>(few)
{
    /// <summary>Not a user's name, whose journal would go there: PostgreSQL looks first into the schema that is named like the user.</summary>
    private const string UsualSchema = "fleet_read";

    /// <summary>An index of a large fleet takes its time.</summary>
    private const int WriteSeconds = 600;

    private readonly string _schema = SchemaOf(settings);

    /// <summary>Where people and tools find the tables, as SQL takes it: beside the schema of the journal, if the connection string names one.</summary>
    public static string SchemaOf(PostgresSettings settings)
    {
        var path = new NpgsqlConnectionStringBuilder(settings.ConnectionString).SearchPath?.Split(',')[0].Trim(' ', '"');
        return string.IsNullOrEmpty(path) || path.StartsWith('$') ? UsualSchema : $"\"{path}_read\"";
    }

    public override string Name => $"PostgreSQL at {PostgresSettings.Redacted(settings.ConnectionString)}";

    public override void Forget()
    {
        using var database = PostgresConnection.Open(settings.ConnectionStringFor("restore", TimeSpan.FromSeconds(WriteSeconds)));
        database.Run($"DROP SCHEMA IF EXISTS {_schema} CASCADE");
    }

    protected override PostgresConnection OpenToWrite(string? distrust, bool distrusted, out string? replaced)
    {
        var database = Open("projector", parts =>
        {
            parts.CommandTimeout = WriteSeconds;
            parts.KeepAlive = 10;
            parts.TcpKeepAlive = true;
            // Whoever reads a view for long puts off the swap that ends a rebuild, and not what the projector does else.
            // What a failure of the server takes away is projected again. And who stands still in the middle of a transaction (a
            // process that is stopped) must not keep his successor from going on.
            parts.Options = PostgresSettings.With(
                parts.Options, "synchronous_commit=off", "idle_in_transaction_session_timeout=5s", "lock_timeout=1s", "tcp_user_timeout=10s");
        });
        try
        {
            replaced = PostgresReadSchema.Ensure(database, _schema, distrust, distrusted);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    protected override ISqlConnection OpenToRead(bool isPrepared) => settings.OpenToRead("queries", _schema);

    protected override ISqlConnection? OpenBeside() => settings.OpenToRead("witness", _schema);

    /// <remarks>A table that somebody dropped is damage to the projector; a reader may only have come too late for it.</remarks>
    protected override bool TellsOfDamage(Exception exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn,
    };

    /// <remarks>A reader with a transaction open on old tables (somebody's tool) does not hold up the projector.</remarks>
    protected override bool TryDrop(PostgresConnection database, string drop)
    {
        try
        {
            database.Run($"BEGIN; SET LOCAL lock_timeout = '20ms'; {drop}; COMMIT");
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            database.TryRollBack();
            return false;
        }
    }

    protected override GenerationWriter NewWriter(PostgresConnection database, int generation) => new PostgresGenerationWriter(database, generation);

    protected override void Settle(PostgresConnection database, Generation generation) => database.Run($"ANALYZE client_{generation.Number}");

    private PostgresConnection Open(string purpose, Action<NpgsqlConnectionStringBuilder> change)
    {
        var parts = new NpgsqlConnectionStringBuilder(settings.ConnectionStringFor(purpose)) { SearchPath = _schema };
        change(parts);
        return PostgresConnection.Open(parts.ToString());
    }
}
