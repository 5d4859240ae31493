using System.Text;
using System.Text.Json;
using Fleet.Journal.Questions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fleet.Journal.Sql.Sqlite;

/// <summary>A prepared statement, used over and over without an allocation and without ADO.NET's own waiting for locks.</summary>
/// <remarks>
/// Microsoft.Data.Sqlite answers a busy lock by sleeping 150 ms and trying again; here <c>busy_timeout</c> alone decides.
/// Parameters count from 1, columns from 0. Every member throws <see cref="SqliteException"/>.
/// </remarks>
public sealed class SqliteStatement : ISqlStatement
{
    private const int LongestOnStack = 512;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly Action<SqliteStatement> _ended;

    /// <param name="database">Its connection, which owns it.</param>
    /// <param name="sql">One statement.</param>
    /// <param name="ended">Told that it is disposed of.</param>
    internal SqliteStatement(sqlite3 database, string sql, Action<SqliteStatement> ended)
    {
        (_database, _ended) = (database, ended);
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <inheritdoc/>
    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    /// <summary>Bytes; none of them are an empty value.</summary>
    public void Bind(int parameter, ReadOnlySpan<byte> value) => Check(raw.sqlite3_bind_blob(_statement, parameter, value));

    /// <inheritdoc/>
    public void Bind(int parameter, string value)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(value.Length);
        var utf8 = longest <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[longest];
        Check(raw.sqlite3_bind_text(_statement, parameter, utf8[..Encoding.UTF8.GetBytes(value, utf8)]));
    }

    /// <inheritdoc/>
    public void Bind(int parameter, IReadOnlyCollection<long> values) => Bind(parameter, JsonSerializer.Serialize(values));

    /// <inheritdoc/>
    public void Bind(int parameter, IReadOnlyCollection<string> values) => Bind(parameter, JsonSerializer.Serialize(values));

    /// <summary>No value.</summary>
    public void BindNull(int parameter) => Check(raw.sqlite3_bind_null(_statement, parameter));

    /// <summary>A number, or no value.</summary>
    public void Bind(int parameter, long? value)
    {
        if (value is { } number)
            Bind(parameter, number);
        else
            BindNull(parameter);
    }

    /// <summary>A text, or no value.</summary>
    public void BindText(int parameter, string? value)
    {
        if (value is null)
            BindNull(parameter);
        else
            Bind(parameter, value);
    }

    /// <summary>Goes to the next row; false if there is none.</summary>
    public bool Step()
    {
        Question.Asks();
        var result = raw.sqlite3_step(_statement);
        Question.Heard();
        return result switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            var error => throw Failure(error),
        };
    }

    /// <summary>Runs a statement that yields no row, and makes it ready for the next time.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Ends the statement, and with it its hold on the snapshot or the lock; its error, if any, was thrown by <see cref="Step"/>.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    /// <inheritdoc/>
    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <inheritdoc/>
    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <inheritdoc/>
    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    /// <inheritdoc/>
    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string() ?? "";

    /// <inheritdoc/>
    public byte[] Bytes(int column) => Blob(column).ToArray();

    /// <summary>Bytes, where SQLite has them: good until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    /// <inheritdoc/>
    public void Dispose()
    {
        _statement.Dispose();
        _ended(this);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            throw Failure(result);
    }

    private SqliteException Failure(int result) =>
        new($"SQLite: {raw.sqlite3_errmsg(_database).utf8_to_string()}", result & 0xFF, raw.sqlite3_extended_errcode(_database));
}
