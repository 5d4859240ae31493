namespace Fleet.Journal.Sql.Postgres;

/// <summary>PostgreSQL's own ways.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    public static PostgresDialect Instance { get; } = new();

    public override string BeginToWrite => "BEGIN";

    public override string BeginToRead => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    public override string Table(string definition) => definition
        .Replace("INTEGER", "bigint", StringComparison.Ordinal)
        .Replace("TEXT", "text COLLATE \"C\"", StringComparison.Ordinal)
        .Replace(" WITHOUT ROWID", "", StringComparison.Ordinal);

    /// <remarks>Replaced, not dropped: who was granted the view keeps it.</remarks>
    public override IEnumerable<string> View(string name, string select) => [$"CREATE OR REPLACE VIEW {name} AS {select}"];

    public override string CountOf(string name) => $"SELECT count(*) FROM pg_class WHERE oid = to_regclass('{name}')";

    public override string VersionIn(string table) => $"(SELECT version::bigint FROM {table})";

    /// <remarks>It has statistics, and goes by them.</remarks>
    public override string Hint(string? index) => "";

    public override string IsOneOf(string column, int parameter) => $"{column} = ANY (?{parameter})";

    public override string EachOf(int parameter) => $"unnest(?{parameter}) AS each (value)";

    public override string Contains(string column, int parameter) => $"strpos({column}, ?{parameter}) > 0";

    public override string FromMilliseconds(string column) => $"to_timestamp({column} / 1000.0)";

    public override string FromTicks(string column) => $"to_timestamp(({column} - {DateTime.UnixEpoch.Ticks}) / {(double)TimeSpan.TicksPerSecond:F1})";
}
