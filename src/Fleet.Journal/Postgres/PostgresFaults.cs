using Fleet.Journal.Stores;
using Npgsql;

namespace Fleet.Journal.Postgres;

/// <summary>What PostgreSQL's error codes mean for the journal (https://www.postgresql.org/docs/current/errcodes-appendix.html).</summary>
internal static class PostgresFaults
{
    public static StoreFault Of(Exception exception) => exception is not PostgresException e
        ? StoreFault.Store
        : e.SqlState switch
        {
            PostgresErrorCodes.UniqueViolation when e.ConstraintName == PostgresSchema.OneNumberOnce => StoreFault.Conflict,
            // The class of data exceptions (a text with a zero, say), and that of values too long for their column or index.
            ['2', '2', ..] or PostgresErrorCodes.NotNullViolation or PostgresErrorCodes.ProgramLimitExceeded => StoreFault.Row,
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => StoreFault.Damage,
            _ => StoreFault.Store,
        };
}
