namespace Fleet.Journal.Sql;

/// <summary>A statement that is used over and over. Parameters count from 1, columns from 0.</summary>
internal interface ISqlStatement : IDisposable
{
    void Bind(int parameter, long value);

    void Bind(int parameter, string value);

    /// <summary>A list, for <see cref="SqlDialect.IsOneOf"/>.</summary>
    void Bind(int parameter, IReadOnlyCollection<long> values);

    /// <summary>A list, for <see cref="SqlDialect.IsOneOf"/>.</summary>
    void Bind(int parameter, IReadOnlyCollection<string> values);

    /// <summary>Goes to the next row; false if there is none.</summary>
    bool Step();

    /// <summary>Runs a statement that yields no row, and makes it ready for the next time.</summary>
    void Run();

    /// <summary>Ends the statement, so that it, or another one, can run.</summary>
    void Reset();

    bool IsNull(int column);

    long Int64(int column);

    string Text(int column);

    byte[] Bytes(int column);

    long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    string? TextOrNull(int column) => IsNull(column) ? null : Text(column);
}
