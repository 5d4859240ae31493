using Fleet.ReadModel.Model;
using Fleet.ReadModel.Queries;
using Fleet.Core.Vocabulary;

namespace Fleet.Benchmarks.Queries;

/// <summary>Pages that operators ask for, each with the condition and the order that a developer would write in SQL.</summary>
internal static class Questions
{
    private static ClientFilter Offline { get; } = ClientFilter.All.With(ClientFilters.Connection, Connection.Offline);

    private static ClientFilter OfflineStopped { get; } = Offline.With(ClientFilters.RealTimeScan, RealTimeScan.Stopped);

    public static IReadOnlyList<(string Name, Func<int, ClientsQuery> Query, Func<int, string> Sql)> Pages { get; } =
    [
        ("all, by id", _ => new ClientsQuery(), _ => "f.has_left = 0 ORDER BY c.client_id"),
        ("offline, scan stopped", _ => Of(OfflineStopped), _ => "f.has_left = 0 AND f.connection = 'offline' AND f.real_time_scan = 'stopped' ORDER BY c.client_id"),
        ("offline, scan stopped, last report first", _ => Of(OfflineStopped, ClientOrder.LastReport, descending: true),
            _ => "f.has_left = 0 AND f.connection = 'offline' AND f.real_time_scan = 'stopped' ORDER BY c.last_report DESC, c.client_id DESC"),
        ("offline, longest first", _ => Of(Offline, ClientOrder.Since),
            _ => "f.has_left = 0 AND f.connection = 'offline' ORDER BY c.present_since, c.client_id"),
        ("one group, condition", i => Of(InGroup(i).With(ClientFilters.Condition, Conditions.PatternOutdated)),
            i => $"f.has_left = 0 AND c.group_name = '{Group(i)}' AND f.pattern = 'outdated' ORDER BY c.client_id"),
        ("one group, last report first", i => Of(InGroup(i), ClientOrder.LastReport, descending: true),
            i => $"f.has_left = 0 AND c.group_name = '{Group(i)}' ORDER BY c.last_report DESC, c.client_id DESC"),
        ("needs action, by group", _ => Of(ClientFilter.All.With(ClientFilters.NeedsAction, Need.True), ClientOrder.Group),
            _ => "f.has_left = 0 AND f.conditions <> '' ORDER BY c.group_name, c.client_id"),
        ("by icon, downwards", _ => Of(ClientFilter.All, ClientOrder.Icon, descending: true), _ => "f.has_left = 0 ORDER BY f.icon DESC, c.client_id DESC"),
        ("id prefix, by presence", i => Of(ClientFilter.All.With(ClientFilters.Prefix, ClientId.Parse($"pc-00{i % 10}")), ClientOrder.Since),
            i => $"f.has_left = 0 AND c.client_id GLOB 'pc-00{i % 10}*' ORDER BY c.present_since, c.client_id"),
        ("part of an id, by presence", i => Of(ClientFilter.All.With(ClientFilters.Part, ClientId.Parse($"{i % 1000:D3}7")), ClientOrder.Since),
            i => $"f.has_left = 0 AND instr(c.client_id, '{i % 1000:D3}7') > 0 ORDER BY c.present_since, c.client_id"),
        ("part of an id, offline", i => Of(Offline.With(ClientFilters.Part, ClientId.Parse($"{i % 100_000:D5}"))),
            i => $"f.has_left = 0 AND f.connection = 'offline' AND instr(c.client_id, '{i % 100_000:D5}') > 0 ORDER BY c.client_id"),
    ];

    private static GroupName Group(int i) => GroupName.Parse($"site-{i % SyntheticFleet.Groups:D3}");

    private static ClientFilter InGroup(int i) => ClientFilter.All.With(ClientFilters.Group, Group(i));

    private static ClientsQuery Of(ClientFilter filter, ClientOrder order = ClientOrder.ClientId, bool descending = false) =>
        new() { Filter = filter, Order = order, Descending = descending };
}
