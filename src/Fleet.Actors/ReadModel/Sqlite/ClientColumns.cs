using Fleet.Actors.ReadModel.Model;
using Fleet.Actors.Sql;
using Fleet.Actors.Sqlite;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.ReadModel.Sqlite;

/// <summary>A client as a row of its table. Observed times are milliseconds since the epoch, recorded ones .NET ticks, as in the journal.</summary>
internal static class ClientColumns
{
    /// <summary>For <c>CREATE TABLE</c>.</summary>
    public const string Definition = """

          client_id TEXT NOT NULL PRIMARY KEY, group_name TEXT NOT NULL, facet INTEGER NOT NULL, offset INTEGER NOT NULL,
          recorded_at INTEGER NOT NULL, heard_at INTEGER NOT NULL, last_report INTEGER NOT NULL, present_since INTEGER NOT NULL,
          goodbye INTEGER, session_node INTEGER, session_number INTEGER, pattern_version TEXT, pattern_released_at INTEGER,
          ages_from INTEGER, agent_version TEXT, last_seq INTEGER NOT NULL, reported INTEGER NOT NULL, since_scan_method INTEGER NOT NULL,
          since_pattern INTEGER NOT NULL, since_real_time_scan INTEGER NOT NULL, since_smart_protection INTEGER NOT NULL,
          since_roaming INTEGER NOT NULL, since_group INTEGER NOT NULL
        """;

    /// <summary>In the order in which they are bound and read.</summary>
    private static readonly string[] Names =
    [
        "client_id", "group_name", "facet", "offset", "recorded_at", "heard_at", "last_report", "present_since", "goodbye", "session_node",
        "session_number", "pattern_version", "pattern_released_at", "ages_from", "agent_version", "last_seq", "reported", "since_scan_method",
        "since_pattern", "since_real_time_scan", "since_smart_protection", "since_roaming", "since_group",
    ];

    /// <summary>For <c>SELECT</c> and <c>INSERT</c>.</summary>
    public static string List { get; } = string.Join(", ", Names);

    /// <summary>For <c>VALUES</c>.</summary>
    public static string Parameters { get; } = string.Join(", ", Names.Select((_, i) => $"?{i + 1}"));

    /// <summary>For <c>UPDATE</c>: all but the id.</summary>
    public static string Assignments { get; } = Assign(_ => true);

    /// <summary>
    /// The same without what few rows change: SQLite rewrites every index that has an assigned column, whether its value is
    /// another one or not.
    /// </summary>
    public static string UsualAssignments { get; } = Assign(name => name is not ("ages_from" or "session_node"));

    /// <summary>Whether <see cref="UsualAssignments"/> are enough for what was written with these values before.</summary>
    public static bool IsUsual(ClientState state, long? agesFrom, long? sessionNode) =>
        agesFrom == AgesFrom(state) && sessionNode == state.Presence.Session?.Node;

    public static void Bind(SqliteStatement statement, ClientRecord client)
    {
        var state = client.State;
        statement.Bind(1, client.Client.Value);
        statement.Bind(2, state.Group.Value);
        statement.Bind(3, Facet.Of(state).Number);
        statement.Bind(4, client.Offset);
        statement.Bind(5, client.RecordedAt.Ticks);
        statement.Bind(6, client.HeardAt.Ticks);
        statement.Bind(7, client.LastReport);
        statement.Bind(8, client.PresentSince);
        statement.Bind(9, (long?)state.Presence.Goodbye);
        statement.Bind(10, state.Presence.Session?.Node);
        statement.Bind(11, state.Presence.Session?.Number);
        statement.BindText(12, state.Pattern.Version);
        statement.Bind(13, state.Pattern.ReleasedAt?.ToUnixTimeMilliseconds());
        statement.Bind(14, AgesFrom(state));
        statement.BindText(15, state.AgentVersion);
        statement.Bind(16, state.LastSeq);
        statement.Bind(17, (int)state.Reported);
        statement.Bind(18, state.Since.ScanMethod);
        statement.Bind(19, state.Since.Pattern);
        statement.Bind(20, state.Since.RealTimeScan);
        statement.Bind(21, state.Since.SmartProtection);
        statement.Bind(22, state.Since.Roaming);
        statement.Bind(23, state.Since.Group);
    }

    public static ClientRecord Read(ISqlStatement row)
    {
        var facet = Facet.All[(int)row.Int64(2)];
        var state = new ClientState
        {
            Exists = true,
            Group = GroupName.Parse(row.Text(1)),
            LastObservedAt = row.Int64(6) is var observed and not ClientPosition.Never ? Milliseconds(observed) : null,
            Presence = new Presence(
                facet.Cause,
                row.Int64OrNull(9) is { } node ? new SessionId((int)node, row.Int64(10)) : null,
                row.Int64(7) is var since and not ClientPosition.Never ? Milliseconds(since) : null,
                (GoodbyeReason?)row.Int64OrNull(8)),
            ScanMethod = facet.Status.ScanMethod,
            Pattern = new HeldPattern(facet.Status.Pattern, row.TextOrNull(11), row.Int64OrNull(12) is { } released ? Milliseconds(released) : null),
            RealTimeScan = facet.Status.RealTimeScan,
            SmartProtection = facet.Status.SmartProtection,
            Roaming = facet.Status.Connection == Connection.Roaming,
            AgentVersion = row.TextOrNull(14),
            LastSeq = row.Int64(15),
            Reported = (Fact)row.Int64(16),
            Since = new FactTimes(row.Int64(17), row.Int64(18), row.Int64(19), row.Int64(20), row.Int64(21), row.Int64(22)),
        };
        return new ClientRecord(ClientId.Parse(row.Text(0)), state, row.Int64(3), Ticks(row.Int64(4)), Ticks(row.Int64(5)));
    }

    public static DateTimeOffset Ticks(long ticks) => new(ticks, TimeSpan.Zero);

    private static string Assign(Func<string, bool> which) =>
        string.Join(", ", Names.Select((name, i) => (Name: name, Text: $"{name} = ?{i + 1}")).Skip(1).Where(column => which(column.Name)).Select(column => column.Text));

    private static long? AgesFrom(ClientState state) => state.Pattern.AgesAt(TimeSpan.Zero)?.ToUnixTimeMilliseconds();

    private static DateTimeOffset Milliseconds(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
