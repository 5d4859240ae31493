namespace Fleet.Journal.Sql;

/// <summary>An open connection to a store, whichever it is. Used by one thread at a time.</summary>
/// <remarks>
/// Statements are written in the SQL that both stores know, with parameters as <c>?1</c>. Only one of them is stepped through at
/// a time: whoever reads, reads to the end, or resets.
/// </remarks>
public interface ISqlConnection : IDisposable
{
    /// <summary>What its store speaks.</summary>
    SqlDialect Dialect { get; }

    /// <summary>A statement to run over and over; it ends with its connection, if not before.</summary>
    /// <param name="sql">One statement.</param>
    ISqlStatement Prepare(string sql);

    /// <summary>Runs one statement; the rows that it yields are not looked at.</summary>
    void Run(string sql);

    /// <summary>The first column of the first row, as a number; 0 if there is no row.</summary>
    long Number(string sql);

    /// <summary>Ends the transaction, unless the error that is being handled has ended it already.</summary>
    void TryRollBack();
}
