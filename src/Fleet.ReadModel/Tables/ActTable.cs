using Fleet.Journal.Sql;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables.Scans;

namespace Fleet.ReadModel.Tables;

/// <summary>What operators did: a row for each row of the journal that comes of it. A text that is empty says nothing.</summary>
internal static class ActTable
{
    /// <summary>In the order of the table.</summary>
    public const string Columns = "\"offset\", recorded_at, target, who, address, what, value_before, value_after";

    /// <summary>The table of a generation, and its index.</summary>
    public static IReadOnlyList<string> Of(int generation) =>
    [
        $"""
        CREATE TABLE act_{generation} (
          "offset" INTEGER NOT NULL PRIMARY KEY, recorded_at INTEGER NOT NULL, target TEXT NOT NULL, who TEXT NOT NULL, address TEXT NOT NULL, what TEXT NOT NULL,
          value_before TEXT NOT NULL, value_after TEXT NOT NULL)
        """,
        $"""CREATE INDEX act_{generation}_by_target ON act_{generation} (target, "offset")""",
    ];

    /// <summary>The texts of an act, in the order of the table.</summary>
    public static string[] Texts(RecordedAct act) => [act.Target, act.By ?? "", act.Address ?? "", act.What, act.Before ?? "", act.After ?? ""];

    /// <summary>Reads some of a generation.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="generation">The generation.</param>
    /// <param name="scan">Which.</param>
    public static IReadOnlyList<RecordedAct> Read(ReadConnection connection, int generation, ActScan scan)
    {
        var (hint, condition) = scan.Targets.Count == 0
            ? ("", "")
            : (connection.Dialect.Hint($"act_{generation}_by_target"), $" AND {connection.Dialect.IsOneOf("target", 4)}");
        var select = connection[$"""
            SELECT {Columns} FROM act_{generation} {hint} WHERE "offset" > ?1 AND "offset" < ?2{condition}
            ORDER BY "offset" {(scan.Descending ? "DESC" : "ASC")} LIMIT ?3
            """];
        select.Bind(1, scan.Above);
        select.Bind(2, scan.Below);
        select.Bind(3, scan.Limit);
        if (scan.Targets.Count > 0)
            select.Bind(4, scan.Targets);
        return select.All(Act);
    }

    private static RecordedAct Act(ISqlStatement row) => new(
        row.Int64(0), ClientColumns.Ticks(row.Int64(1)), row.Text(2), OrNull(row.Text(3)), OrNull(row.Text(4)), row.Text(5), OrNull(row.Text(6)), OrNull(row.Text(7)));

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
