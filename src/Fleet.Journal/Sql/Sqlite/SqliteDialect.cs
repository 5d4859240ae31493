namespace Fleet.Journal.Sql.Sqlite;

/// <summary>SQLite's own ways.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public static SqliteDialect Instance { get; } = new();

    public override string BeginToWrite => "BEGIN IMMEDIATE";

    public override string BeginToRead => "BEGIN";

    public override string Table(string definition) => definition;

    public override IEnumerable<string> View(string name, string select) => [$"DROP VIEW IF EXISTS {name}", $"CREATE VIEW {name} AS {select}"];

    public override string CountOf(string name) => $"SELECT count(*) FROM sqlite_schema WHERE name = '{name}'";

    public override string VersionIn(string table) => "(SELECT user_version FROM pragma_user_version)";

    /// <remarks>Without statistics SQLite guesses, and guesses wrong for some filters.</remarks>
    public override string Hint(string? index) => index is null ? "NOT INDEXED" : $"INDEXED BY {index}";

    public override string IsOneOf(string column, int parameter) => $"{column} IN (SELECT value FROM json_each(?{parameter}))";

    public override string EachOf(int parameter) => $"json_each(?{parameter})";

    public override string Contains(string column, int parameter) => $"instr({column}, ?{parameter}) > 0";

    public override string FromMilliseconds(string column) => $"strftime('%Y-%m-%dT%H:%M:%fZ', {column} / 1000.0, 'unixepoch')";

    public override string FromTicks(string column) =>
        $"strftime('%Y-%m-%dT%H:%M:%fZ', ({column} - {DateTime.UnixEpoch.Ticks}) / {(double)TimeSpan.TicksPerSecond:F1}, 'unixepoch')";
}
