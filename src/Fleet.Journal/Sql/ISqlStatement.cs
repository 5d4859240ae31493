namespace Fleet.Journal.Sql;

/// <summary>A statement that is used over and over. Parameters count from 1, columns from 0.</summary>
/// <remarks>
/// What runs it throws <see cref="System.Data.Common.DbException"/> if the store fails, and <see cref="OperationCanceledException"/> in a question
/// whose asker has gone. A column is read of the row that <see cref="Step"/> has come to, by the type that it has.
/// </remarks>
public interface ISqlStatement : IDisposable
{
    /// <summary>A number.</summary>
    void Bind(int parameter, long value);

    /// <summary>A text.</summary>
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

    /// <summary>A column has no value.</summary>
    bool IsNull(int column);

    /// <summary>A number.</summary>
    long Int64(int column);

    /// <summary>A text.</summary>
    string Text(int column);

    /// <summary>Bytes, copied.</summary>
    byte[] Bytes(int column);

    /// <summary>A number; null: the column has no value.</summary>
    long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    /// <summary>A text; null: the column has no value.</summary>
    string? TextOrNull(int column) => IsNull(column) ? null : Text(column);
}
