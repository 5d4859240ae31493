using Fleet.ReadModel.Model;
using Fleet.Journal.Sql;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Tables;

/// <summary>The served tables with words for numbers and text for times, for people and for tools that draw charts.</summary>
internal static class ReadViews
{
    /// <summary>Points the views to a generation.</summary>
    public static IEnumerable<string> Of(int generation, SqlDialect dialect) =>
    [
        .. dialect.View("clients", $"""
        SELECT
          c.client_id, c.group_name, f.connection, f.icon, f.conditions, f.scan_method, f.pattern, c.pattern_version,
          {dialect.FromMilliseconds("c.pattern_released_at")} AS pattern_released_at, f.real_time_scan, f.smart_protection,
          {Unshown}f.presence_cause, {dialect.FromMilliseconds($"NULLIF(c.present_since, {ClientPosition.Never})")} AS present_since,
          {WordOf<GoodbyeReason>("c.goodbye")} AS goodbye, f.has_left, c.agent_version, c.last_seq,
          {dialect.FromMilliseconds($"NULLIF(c.last_report, {ClientPosition.Never})")} AS last_report,
          {dialect.FromTicks("c.heard_at")} AS heard_at, {dialect.FromTicks("c.recorded_at")} AS recorded_at, c."offset",
          c.note, c.tags
        FROM client_{generation} AS c JOIN facet AS f ON f.number = c.facet
        """),
        .. dialect.View("client_counts", $"""
        SELECT
          n.group_name, f.connection, f.icon, f.conditions, f.scan_method, f.pattern, f.real_time_scan, f.smart_protection,
          {Unshown}f.presence_cause, f.has_left, n.clients
        FROM count_{generation} AS n JOIN facet AS f ON f.number = n.facet WHERE n.kind = 3 AND n.clients > 0
        """),
        .. dialect.View("group_totals", $"SELECT group_name, clients FROM count_{generation} WHERE kind = 2 AND clients > 0"),
        .. dialect.View("acts", $"""
        SELECT
          "offset", {dialect.FromTicks("recorded_at")} AS recorded_at, NULLIF(who, '') AS who, NULLIF(address, '') AS address, what, target,
          NULLIF(value_before, '') AS value_before, NULLIF(value_after, '') AS value_after
        FROM act_{generation}
        """),
        .. dialect.View("client_count_history", $"""
        SELECT
          h."offset", {dialect.FromTicks("p.recorded_at")} AS recorded_at, h.group_name, f.connection, f.icon, f.conditions, f.scan_method, f.pattern,
          f.real_time_scan, f.smart_protection, {Unshown}f.presence_cause, f.has_left, h.clients
        FROM count_history_{generation} AS h JOIN checkpoint_{generation} AS p ON p."offset" = h."offset" JOIN facet AS f ON f.number = h.facet
        WHERE h.kind = 3
        """),
    ];

    private static string Unshown { get; } = ReadSchema.Unshown(fact => $"f.{fact.SnakeName}");

    private static string WordOf<T>(string column) where T : struct, Enum =>
        $"CASE {column} {string.Join(' ', Enum.GetValues<T>().Select(value => $"WHEN {Convert.ToInt32(value)} THEN '{Words.Of(value)}'"))} END";
}
