namespace Fleet.Pages.Clients;

/// <summary>A column of the list of clients, beside the icon and the id.</summary>
/// <param name="Name">As the address has it.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Sort">The order that it can be put in; null: none.</param>
public sealed record ClientListColumn(string Name, string Title, string? Sort)
{
    /// <summary>The parameter that names the columns that are shown.</summary>
    public const string Parameter = "column";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ClientListColumn> All { get; } =
    [
        new("group", "Group", "group"),
        new("connection", "Connection", "connection"),
        new("conditions", "Conditions", null),
        new("actions", "Who acts", null),
        new("scanMethod", "Scan method", null),
        new("pattern", "Pattern", null),
        new("realTimeScan", "Real-time Scan", null),
        new("smartProtection", "Smart Protection", null),
        new("since", "Present or away since", "since"),
        new("lastReport", "Last report", "lastReport"),
        new("lastSeen", "Last seen", null),
        new("settings", "Settings", null),
        new("tags", "Tags", null),
        new("note", "Note", null),
        new("agent", "Agent", null),
    ];

    /// <summary>Those that are shown where the address says nothing.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["group", "connection", "conditions", "actions", "since", "lastReport"];
}
