using Fleet.Actors.Journal.Postgres;
using Fleet.Actors.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fleet.Actors.ReadModel.Source;

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
