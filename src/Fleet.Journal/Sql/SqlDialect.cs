namespace Fleet.Journal.Sql;

/// <summary>Where the two stores do not speak the same SQL.</summary>
public abstract class SqlDialect
{
    /// <summary>Begins a transaction that writes.</summary>
    public abstract string BeginToWrite { get; }

    /// <summary>Begins a transaction that reads from one snapshot, which its first statement takes.</summary>
    public abstract string BeginToRead { get; }

    /// <summary>A <c>CREATE TABLE</c>, written with the types INTEGER (64 bits) and TEXT (compared by its bytes) and WITHOUT ROWID.</summary>
    public abstract string Table(string definition);

    /// <summary>What makes a view anew.</summary>
    public abstract IEnumerable<string> View(string name, string select);

    /// <summary>How many tables, indexes or views have that name: 0 or 1.</summary>
    public abstract string CountOf(string name);

    /// <summary>An expression: the version that is kept with tables.</summary>
    /// <param name="table">Where it is kept, on a server; a file has one of its own.</param>
    public abstract string VersionIn(string table);

    /// <summary>What follows the name of a table to have an index used; null: none is to be used.</summary>
    public abstract string Hint(string? index);

    /// <summary>A condition: the column has one of the values of a list that is bound to a parameter.</summary>
    public abstract string IsOneOf(string column, int parameter);

    /// <summary>A table of the values, in its column <c>value</c>, of a list of texts that is bound to a parameter.</summary>
    public abstract string EachOf(int parameter);

    /// <summary>A condition: the column contains the text that is bound to a parameter.</summary>
    public abstract string Contains(string column, int parameter);

    /// <summary>A moment, of a column in milliseconds since the epoch.</summary>
    public abstract string FromMilliseconds(string column);

    /// <summary>A moment, of a column in .NET ticks.</summary>
    public abstract string FromTicks(string column);
}
