using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Queries;
using Fleet.Testing;

namespace Fleet.ReadModel.Tests.Queries;

/// <summary>Answers every question by looking at all rows, one after the other.</summary>
internal sealed class Oracle(IReadOnlyList<Happening> rows)
{
    public long Offset => rows.Count == 0 ? 0 : rows[^1].Offset;

    /// <summary>The fleet as it was when the journal was a number of rows long.</summary>
    public Oracle Until(DateTimeOffset at) => new([.. rows.Where(row => row.RecordedAt <= at)]);

    public List<ClientRecord> Clients() =>
    [
        .. from row in rows
           group row by row.Client into life
           let last = life.Last()
           where last.After.Exists
           let heard = life.LastOrDefault(row => row.Event is Core.Clients.ReportTaken or Core.Clients.Registered or Core.Clients.SessionOpened) ?? life.First()
           select new ClientRecord(life.Key, last.After, last.Offset, last.RecordedAt, heard.RecordedAt),
    ];

    public List<ClientRecord> Clients(ClientsQuery query)
    {
        var found = Clients().Where(client => Takes(query.Filter, client));
        var sorted = query.Order switch
        {
            ClientOrder.Group => Sort(found, client => client.State.Group.Value),
            ClientOrder.Connection => Sort(found, client => Words.Of(client.State.Connection)),
            ClientOrder.Icon => Sort(found, client => client.State.Icon!.Name),
            ClientOrder.LastReport => found.OrderBy(client => client.State.LastObservedAt ?? DateTimeOffset.MinValue).ThenBy(Id, StringComparer.Ordinal),
            ClientOrder.Since => found.OrderBy(client => client.State.Presence.Since ?? DateTimeOffset.MinValue).ThenBy(Id, StringComparer.Ordinal),
            _ => found.OrderBy(Id, StringComparer.Ordinal),
        };
        return query.Descending ? [.. sorted.Reverse()] : [.. sorted];
    }

    public FleetSummary Summary(IReadOnlyList<GroupName> groups, DateTimeOffset? at)
    {
        var counted = Counted(groups);
        return new FleetSummary(
            Offset,
            at ?? (rows.Count == 0 ? null : rows[^1].RecordedAt),
            counted.Count,
            CountEach(counted.Select(client => client.State.Connection)),
            Count(counted.Select(client => client.State.Icon!)),
            CountEach(counted.SelectMany(client => Enum.GetValues<Conditions>().Where(c => c != 0 && client.State.Conditions.HasFlag(c)))),
            Count(counted.Select(client => client.State.Group)))
        {
            NeedsAction = counted.Count(client => client.State.Conditions != Conditions.None),
            NeedsActionBy = CountEach(counted.SelectMany(client => RequiredActions.ForEach(client.State.Conditions, client.State.Connection).Select(action => action.By).Distinct())),
        };
    }

    public List<FleetDiff.ClientMoveJson> Moves(IReadOnlyList<GroupName> groups, Oracle later)
    {
        var (then, now) = (Icons(groups), later.Icons(groups));
        return
        [
            .. from client in then.Keys.Union(now.Keys).OrderBy(client => client.Value, StringComparer.Ordinal)
               let move = new FleetDiff.ClientMoveJson(client, then.GetValueOrDefault(client), now.GetValueOrDefault(client))
               where move.From != move.To
               select move,
        ];
    }

    public List<Happening> History(ClientId client) => [.. rows.Where(row => row.Client == client)];

    private Dictionary<ClientId, Icon> Icons(IReadOnlyList<GroupName> groups) => Counted(groups).ToDictionary(client => client.Client, client => client.State.Icon!);

    private List<ClientRecord> Counted(IReadOnlyList<GroupName> groups) =>
        [.. Clients().Where(client => !client.State.Presence.HasLeft && (groups.Count == 0 || groups.Contains(client.State.Group)))];

    /// <summary>The groups that have clients, the worst first.</summary>
    public List<FleetSummary.GroupJson> Groups(IReadOnlyList<GroupName> groups) =>
    [
        .. from client in Counted(groups)
           group client by client.State.Group into clients
           let needs = clients.Count(client => client.State.Conditions != 0)
           orderby needs descending, clients.Count(), clients.Key.Value
           select new FleetSummary.GroupJson(
               clients.Key,
               clients.Count(),
               needs,
               CountConditions(clients),
               Enum.GetValues<Connection>().ToDictionary(connection => connection, connection => Part(clients.Where(client => client.State.Connection == connection)))),
    ];

    /// <summary>What was recorded after a moment and until another one.</summary>
    public List<FleetChange> Changes(ChangesQuery query) =>
    [
        .. from row in rows
           where row.RecordedAt > query.From && row.RecordedAt <= query.To
           let state = row.After.Exists ? row.After : row.Before
           where Takes(query.Filter, new ClientRecord(row.Client, state, row.Offset, row.RecordedAt, row.RecordedAt), withLeft: true)
           select new FleetChange(row.Client, new HistoryItem(row.Offset, row.RecordedAt, row.Event, row.Before, row.After)),
    ];

    private static FleetSummary.PartJson Part(IEnumerable<ClientRecord> clients) =>
        new(clients.Count(), clients.Count(client => client.State.Conditions != 0), CountConditions(clients));

    private static Dictionary<Conditions, long> CountConditions(IEnumerable<ClientRecord> clients) =>
        CountEach(clients.SelectMany(client => Enum.GetValues<Conditions>().Where(c => c != 0 && client.State.Conditions.HasFlag(c))));

    private static bool Takes(ClientFilter filter, ClientRecord client, bool withLeft = false)
    {
        var state = client.State;
        var conditions = state.Conditions;
        var actions = RequiredActions.ForEach(state.Conditions, state.Connection);
        return (OneOf(ClientFilters.PresenceCause, state.Presence.Cause) && (withLeft || !state.Presence.HasLeft || filter.ValuesOf(ClientFilters.PresenceCause).Count > 0))
            && OneOf(ClientFilters.Connection, state.Connection)
            && OneOf(ClientFilters.ScanMethod, state.ScanMethod)
            && OneOf(ClientFilters.Pattern, state.Pattern.Status)
            && OneOf(ClientFilters.RealTimeScan, state.RealTimeScan)
            && OneOf(ClientFilters.SmartProtection, state.SmartProtection)
            && OneOf(ClientFilters.Icon, state.Icon!)
            && Any(ClientFilters.Condition, condition => conditions.HasFlag(condition))
            && OneOf(ClientFilters.Group, state.Group)
            && Any(ClientFilters.NeedsAction, need => need switch
            {
                Need.True => conditions != 0,
                Need.False => conditions == 0,
                Need.User => actions.Any(action => action.By == ActionOwner.User),
                _ => actions.Any(action => action.By == ActionOwner.Operator),
            })
            && Any(ClientFilters.OfflineSince, since => state.Connection == Connection.Offline && !(state.Presence.Since > since))
            && Any(ClientFilters.Tag, state.Marks.Tags.Contains)
            && OneOf(ClientFilters.SettingsState, Standing(state))
            && Any(ClientFilters.RoamingPrivilege, granted => (granted == Granted.True) == (state.Settings.Own.Roaming ?? true))
            && Any(ClientFilters.Noted, _ => state.Marks.Note is not null)
            && Any(ClientFilters.Prefix, prefix => client.Client.Value.StartsWith(prefix.Value, StringComparison.Ordinal))
            && Any(ClientFilters.Part, part => client.Client.Value.Contains(part.Value, StringComparison.Ordinal));

        bool OneOf<T>(FilterRow<T> row, T value) where T : notnull => Any(row, wanted => wanted.Equals(value));

        bool Any<T>(FilterRow<T> row, Predicate<T> holds) where T : notnull =>
            filter.ValuesOf(row) is var wanted && (wanted.Count == 0 || wanted.Any(value => holds(value)));
    }

    /// <summary>Where neither the fleet nor a group says anything, which is so in these tests.</summary>
    private static SettingsState Standing(Core.Clients.ClientState state)
    {
        var tag = EffectiveSettings.BuiltIn.With(state.Settings.Own, SettingLevel.Own).Tag;
        var drifts = state.Reported.HasFlag(Fact.RealTimeScan) && (state.Settings.Own.RealTimeScan, state.RealTimeScan) is (ManagedScan.Enabled, RealTimeScan.Disabled) or (ManagedScan.Disabled, RealTimeScan.Enabled);
        return !state.Capabilities.HasFlag(Capabilities.Settings) ? SettingsState.Unsupported
            : state.Settings.Failed?.Tag == tag ? SettingsState.Failed
            : !drifts && state.Settings.Applied?.Tag == tag ? SettingsState.Applied
            : SettingsState.Pending;
    }

    private static string Id(ClientRecord client) => client.Client.Value;

    private static IOrderedEnumerable<ClientRecord> Sort(IEnumerable<ClientRecord> clients, Func<ClientRecord, string> text) =>
        clients.OrderBy(text, StringComparer.Ordinal).ThenBy(Id, StringComparer.Ordinal);

    /// <summary>Also those that nobody is.</summary>
    private static Dictionary<T, long> CountEach<T>(IEnumerable<T> values) where T : struct, Enum
    {
        var counts = Count(values);
        return Enum.GetValues<T>().Where(value => Convert.ToInt32(value) != 0).ToDictionary(value => value, counts.GetValueOrDefault);
    }

    private static Dictionary<T, long> Count<T>(IEnumerable<T> values) where T : notnull =>
        values.GroupBy(value => value).ToDictionary(group => group.Key, group => group.LongCount());
}
