using Fleet.Journal.Sql;
using Fleet.ReadModel.Model;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Tables;

/// <summary>The tables of the read model; docs/read-model.md tells people of them.</summary>
/// <remarks>
/// Each generation has tables of its own, named with its number. An index entry holds all that filters and orders look at, so
/// that a page reads the table for the clients on it and for no other. In an index by facet, any combination of filters is a
/// set of ranges.
/// </remarks>
internal static class ReadSchema
{
    /// <summary>Tables of another version are replaced: the journal has everything.</summary>
    public const int Version = 9;

    /// <summary>An expression: the version of the tables that are there.</summary>
    public static string VersionIn(SqlDialect dialect) => dialect.VersionIn("model_version");

    /// <summary>The tables that exist once.</summary>
    public static IReadOnlyList<string> Common { get; } =
    [
        """
        CREATE TABLE generation (
          number INTEGER NOT NULL PRIMARY KEY, stage INTEGER NOT NULL, "offset" INTEGER NOT NULL, recorded_at INTEGER, checkpoint INTEGER NOT NULL)
        """,
        $"""
        CREATE TABLE facet (
          number INTEGER NOT NULL PRIMARY KEY, connection TEXT NOT NULL, scan_method TEXT NOT NULL, pattern TEXT NOT NULL,
          real_time_scan TEXT NOT NULL, smart_protection TEXT NOT NULL, {Unshown(fact => $"{fact.SnakeName} TEXT NOT NULL")}icon TEXT NOT NULL, conditions TEXT NOT NULL,
          presence_cause TEXT NOT NULL, has_left INTEGER NOT NULL)
        """,
        $"INSERT INTO facet VALUES {string.Join(", ", Facet.All.Where(facet => Enum.IsDefined(facet.Cause)).Select(Values))}",
    ];

    /// <summary>The indexes of a generation: what follows its name in <c>CREATE INDEX</c>, by the end of the name.</summary>
    public static IReadOnlyList<(string Suffix, string Columns)> Indexes { get; } =
    [
        ("by_facet", "(facet, client_id, group_name, last_report, present_since)"),
        ("by_group", "(group_name, facet, client_id, last_report, present_since)"),
        ("by_report", "(facet, last_report, client_id, group_name, present_since)"),
        ("by_presence", "(facet, present_since, client_id, group_name, last_report)"),
        ("by_age", "(ages_from, client_id) WHERE ages_from IS NOT NULL"),
        ("by_release", "(pattern_released_at, client_id) WHERE ages_from IS NULL AND pattern_released_at IS NOT NULL"),
        ("by_node", "(session_node, client_id) WHERE session_node IS NOT NULL"),
        ("by_mark", "(marked, client_id) WHERE marked IS NOT NULL"),
    ];

    private static readonly string[] Tables = ["client", "count", "count_history", "checkpoint", "id", "act"];

    /// <summary>The tables of a generation.</summary>
    public static IReadOnlyList<string> TablesOf(int generation) =>
    [
        $"CREATE TABLE client_{generation} ({ClientColumns.Definition}) WITHOUT ROWID",
        $"""
        CREATE TABLE count_{generation} (
          kind INTEGER NOT NULL, group_name TEXT NOT NULL, facet INTEGER NOT NULL, clients INTEGER NOT NULL, changed_at INTEGER NOT NULL,
          PRIMARY KEY (kind, group_name, facet)) WITHOUT ROWID
        """,
        $"""
        CREATE TABLE count_history_{generation} (
          kind INTEGER NOT NULL, group_name TEXT NOT NULL, facet INTEGER NOT NULL, "offset" INTEGER NOT NULL, clients INTEGER NOT NULL,
          PRIMARY KEY (kind, group_name, facet, "offset")) WITHOUT ROWID
        """,
        $"""CREATE TABLE checkpoint_{generation} ("offset" INTEGER NOT NULL PRIMARY KEY, recorded_at INTEGER NOT NULL)""",
        $"""CREATE TABLE id_{generation} ("offset" INTEGER NOT NULL PRIMARY KEY, client_id TEXT NOT NULL)""",
        .. ActTable.Of(generation),
    ];

    /// <summary>What drops a generation, piece by piece.</summary>
    public static IEnumerable<string> DropsOf(int generation) =>
    [
        .. Indexes.Select(index => $"DROP INDEX IF EXISTS client_{generation}_{index.Suffix}"),
        .. Tables.Select(table => $"DROP TABLE IF EXISTS {table}_{generation}"),
    ];

    /// <summary>Columns of the facts that no icon shows, as they stand between others.</summary>
    public static string Unshown(Func<FactRow, string> column) => string.Concat(ClientStatus.UnshownFacts.Select(fact => $"{column(fact)}, "));

    private static string Values(Facet facet)
    {
        var status = facet.Status;
        return $"""
            ({facet.Number}, '{Words.Of(status.Connection)}', '{Words.Of(status.ScanMethod)}', '{Words.Of(status.Pattern)}',
             '{Words.Of(status.RealTimeScan)}', '{Words.Of(status.SmartProtection)}', {Unshown(fact => $"'{fact.Values!.WordOf(facet.Unshown[fact.Fact])}'")}'{facet.Icon.Name}',
             '{string.Join(' ', Words.OfEach(facet.Conditions))}', '{Words.Of(facet.Cause)}', {(facet.Left ? 1 : 0)})
            """;
    }
}
