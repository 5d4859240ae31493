using Fleet.Journal.Stores;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fleet.Journal.Sqlite;

/// <summary>What SQLite's result codes mean for the journal (https://sqlite.org/rescode.html).</summary>
internal static class SqliteFaults
{
    public static StoreFault Of(Exception exception) => exception is not SqliteException e
        ? StoreFault.Store
        : e.SqliteErrorCode switch
        {
            raw.SQLITE_CONSTRAINT when e.SqliteExtendedErrorCode is raw.SQLITE_CONSTRAINT_UNIQUE => StoreFault.Conflict,
            raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE => StoreFault.Row,
            raw.SQLITE_CORRUPT => StoreFault.Damage,
            _ => StoreFault.Store,
        };

    /// <summary>What it means for the person who has to do something about it.</summary>
    public static string Sentence(string file, SqliteException e) => e.SqliteErrorCode switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => $"The journal {file} is damaged and has to be restored from a backup: {e.Message}.",
        raw.SQLITE_FULL => $"There is no space left for the journal {file}.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"The journal {file} is locked by another program.",
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => $"The journal {file} cannot be written: {e.Message}.",
        _ => $"The journal {file} cannot be used: {e.Message}.",
    };
}
