using Fleet.Actors.Journal.Stores;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fleet.Actors.Journal.Sqlite;

/// <summary>What SQLite's result codes mean for the journal (https://sqlite.org/rescode.html).</summary>
internal static class SqliteFaults
{
    public static StoreFault Of(Exception exception) => exception is not SqliteException e
        ? StoreFault.Store
        : e.SqliteErrorCode switch
        {
            raw.SQLITE_CONSTRAINT when e.SqliteExtendedErrorCode is raw.SQLITE_CONSTRAINT_UNIQUE => StoreFault.Conflict,
            raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE => StoreFault.Row,
            _ => StoreFault.Store,
        };
}
