using Fleet.Journal.Stores;
using Npgsql;

namespace Fleet.Journal.Postgres;

/// <summary>Who uses a journal: any number of hosts, or one restore. The server lets go of it when the connection ends, however it ends.</summary>
/// <remarks>An advisory lock of the session, named by the table's number, negative: the positive one orders appends.</remarks>
internal static class StoreUse
{
    private const string Key = "(-('journal'::regclass::bigint))";

    /// <summary>For a host.</summary>
    /// <exception cref="StoreUnavailableException">A backup is being restored.</exception>
    public static void TakePart(NpgsqlConnection connection)
    {
        if (!Try(connection, "pg_try_advisory_lock_shared"))
            throw new StoreUnavailableException("A backup is being restored into the journal: start the host when that has ended.");
    }

    /// <summary>For a restore.</summary>
    /// <exception cref="StoreUnavailableException">A host uses it, or another restore.</exception>
    public static void Take(NpgsqlConnection connection, string where)
    {
        if (!Try(connection, "pg_try_advisory_lock"))
            throw new StoreUnavailableException($"The database {where} is in use by a host or by another restore.");
    }

    private static bool Try(NpgsqlConnection connection, string function)
    {
        using var take = new NpgsqlCommand($"SELECT {function}{Key}", connection);
        return (bool)take.ExecuteScalar()!;
    }
}
