using Fleet.ReadModel.Model;
using Fleet.Journal.Sql;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Tables;

/// <summary>A client as a row of its table. Observed times are milliseconds since the epoch, recorded ones .NET ticks, as in the journal.</summary>
internal static class ClientColumns
{
    /// <summary>In the order in which they are bound and read.</summary>
    public static IReadOnlyList<ClientColumn> All { get; } =
    [
        ClientColumn.OfText("client_id", client => client.Client.Value),
        ClientColumn.OfText("group_name", client => client.State.Group.Value),
        ClientColumn.OfNumber("facet", client => Facet.Of(client.State).Number),
        ClientColumn.OfNumber("\"offset\"", client => client.Offset),
        ClientColumn.OfNumber("recorded_at", client => client.RecordedAt.Ticks),
        ClientColumn.OfNumber("heard_at", client => client.HeardAt.Ticks),
        ClientColumn.OfNumber("last_report", client => client.LastReport),
        ClientColumn.OfNumber("present_since", client => client.PresentSince),
        ClientColumn.OfNumber("goodbye", client => (long?)client.State.Presence.Goodbye, isNullable: true),
        ClientColumn.OfNumber("session_node", client => client.State.Presence.Session?.Node, isNullable: true),
        ClientColumn.OfNumber("session_number", client => client.State.Presence.Session?.Number, isNullable: true),
        ClientColumn.OfText("pattern_version", client => client.State.Pattern.Version, isNullable: true),
        ClientColumn.OfNumber("pattern_released_at", client => client.State.Pattern.ReleasedAt?.ToUnixTimeMilliseconds(), isNullable: true),
        ClientColumn.OfNumber("ages_from", client => AgesFrom(client.State), isNullable: true),
        ClientColumn.OfText("agent_version", client => client.State.AgentVersion, isNullable: true),
        ClientColumn.OfNumber("last_seq", client => client.State.LastSeq),
        ClientColumn.OfNumber("reported", client => (long)client.State.Reported),
        ClientColumn.OfNumber("since_scan_method", client => client.State.Since.ScanMethod),
        ClientColumn.OfNumber("since_pattern", client => client.State.Since.Pattern),
        ClientColumn.OfNumber("since_real_time_scan", client => client.State.Since.RealTimeScan),
        ClientColumn.OfNumber("since_smart_protection", client => client.State.Since.SmartProtection),
        ClientColumn.OfNumber("since_roaming", client => client.State.Since.Roaming),
        ClientColumn.OfNumber("since_group", client => client.State.Since.Group),
    ];

    /// <summary>For <c>CREATE TABLE</c>.</summary>
    public static string Definition { get; } = string.Join(", ", All.Select((column, i) => $"{column.Definition}{(i == 0 ? " PRIMARY KEY" : "")}"));

    /// <summary>For <c>SELECT</c> and <c>INSERT</c>.</summary>
    public static string List { get; } = string.Join(", ", All.Select(column => column.Name));

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

    /// <summary>From when on the pattern's age counts, in milliseconds since the epoch; null: it does not age.</summary>
    public static long? AgesFrom(ClientState state) => state.Pattern.AgesAt(TimeSpan.Zero)?.ToUnixTimeMilliseconds();

    private static DateTimeOffset Milliseconds(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
