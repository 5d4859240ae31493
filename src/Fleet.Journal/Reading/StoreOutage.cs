using Fleet.Journal.Postgres;
using Fleet.Journal.Sql.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fleet.Journal.Reading;

/// <summary>Tells a store that is away from one that is asked wrongly: the one rule for all who answer questions.</summary>
public static class StoreOutage
{
    /// <summary>The store did not answer, or could not, and may later: the same question may be asked again.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        NpgsqlException e => ServerFaults.MayPass(e),
        SqliteException e => SqliteDatabase.MayPass(e),
        _ => false,
    };
}
