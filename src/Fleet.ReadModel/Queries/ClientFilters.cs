using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Model;
using Fleet.Protocol.Http;

namespace Fleet.ReadModel.Queries;

/// <summary>
/// The table of filters. A row is all that there is to say of one: the API's parameter, the document's words, the commands' option, the place in
/// the fingerprint of a cursor, and which clients it takes.
/// </summary>
public static class ClientFilters
{
    /// <summary>By connection.</summary>
    public static FilterRow<Connection> Connection { get; } =
        Words<Connection>("connection", "Clients with this connection.", "How it is connected", facet => facet.Status.Connection);

    /// <summary>By scan method.</summary>
    public static FilterRow<ScanMethod> ScanMethod { get; } =
        Words<ScanMethod>("scanMethod", "Clients with this scan method.", "How it scans", facet => facet.Status.ScanMethod);

    /// <summary>By the state of the pattern.</summary>
    public static FilterRow<PatternStatus> Pattern { get; } = Words<PatternStatus>("pattern", "Clients whose pattern is so.", "Its pattern", facet => facet.Status.Pattern);

    /// <summary>By the state of Real-time Scan.</summary>
    public static FilterRow<RealTimeScan> RealTimeScan { get; } =
        Words<RealTimeScan>("realTimeScan", "Clients whose Real-time Scan is so.", "Its Real-time Scan", facet => facet.Status.RealTimeScan);

    /// <summary>By the state of the link to a Smart Protection Server.</summary>
    public static FilterRow<SmartProtection> SmartProtection { get; } = Words<SmartProtection>(
        "smartProtection", "Clients whose link to a Smart Protection Server is so.", "Its link to Smart Protection", facet => facet.Status.SmartProtection);

    /// <summary>By icon.</summary>
    public static FilterRow<Icon> Icon { get; } = new("icon", "Clients with this icon.", "Its icon, by name (docs/icons.md shows them).", ApiTexts.Icon)
    {
        Takes = (icons, facet) => icons.Contains(facet.Icon),
        Fingerprint = icons => FilterRow.Join(icons.Select(icon => icon.Number)),
    };

    /// <summary>By conditions, of which at least one has to hold.</summary>
    public static FilterRow<Conditions> Condition { get; } = Words<Conditions>(
        "condition", "Clients for which this condition holds, whether their icon shows it or not.", "A condition that holds") with
    {
        Takes = (conditions, facet) => (facet.Conditions & All(conditions)) != 0,
        Fingerprint = conditions => $"{(int)All(conditions)}",
    };

    /// <summary>By group.</summary>
    public static FilterRow<GroupName> Group { get; } = new("group", "Clients of this group.", "Of this group.", ApiTexts.Group);

    /// <summary>By the cause of presence. With any of them, clients that were uninstalled or moved are in too.</summary>
    public static FilterRow<PresenceCause> PresenceCause { get; } = Words<PresenceCause>(
        "presenceCause",
        "Clients that are, or are not, present for this cause. With it, clients that were uninstalled or moved are listed too.",
        "Why it is present or not (clients that left are in only if this asks for them)",
        facet => facet.Cause);

    /// <summary>By who has something to do about the client.</summary>
    public static FilterRow<Need> NeedsAction { get; } = Words<Need>(
        "needsAction", "Whether somebody has something to do about the client, or who.", "Who has something to do about it (true: somebody, false: nobody)") with
    {
        Takes = (needs, facet) => needs.Any(need => Holds(need, facet)),
    };

    /// <summary>Only clients that are offline and have had no session since this moment or longer; those that never had one are in, however new.</summary>
    public static FilterRow<DateTimeOffset> OfflineSince { get; } = new(
        "offlineSince",
        "Clients that are offline, and have been since this moment or longer; also those that have never been online, whenever they were first heard of.",
        "Offline since then or longer; also those that have never been online, whenever they were first heard of",
        ApiTexts.Time)
    {
        IsList = false,
        Takes = (_, facet) => facet.Status.Connection == Core.Vocabulary.Connection.Offline,
        Fingerprint = moments => moments is [var moment] ? $"{moment.ToUnixTimeMilliseconds()}" : "",
    };

    /// <summary>By tags, of which the client has at least one.</summary>
    public static FilterRow<TagName> Tag { get; } = new("tag", "Clients that an operator tagged so.", "With this tag.", ApiTexts.Tag);

    /// <summary>By whether there is a note.</summary>
    public static FilterRow<Noted> Noted { get; } = new("noted", "Clients that an operator wrote a note about.", "With a note of an operator", ApiTexts.Word<Noted>());

    /// <summary>By how clients stand to the settings in force for them.</summary>
    public static FilterRow<SettingsState> SettingsState { get; } =
        Words<SettingsState>("settingsState", "Clients that stand so to the settings in force for them.", "How it stands to the settings in force for it");

    /// <summary>By whether the settings in force grant roaming.</summary>
    public static FilterRow<Granted> RoamingPrivilege { get; } =
        Words<Granted>("roamingPrivilege", "Clients whose settings in force grant roaming, or withhold it.", "Whether the settings in force for it grant roaming");

    /// <summary>By what the id begins with, which is itself a name that an id could have.</summary>
    public static FilterRow<ClientId> Prefix { get; } = new("q", "Clients whose id begins so.", "What the id begins with.", ApiTexts.Client)
    {
        IsList = false,
        Option = "--prefix",
        Rule = $"the beginning of an id: {ClientId.Rule}",
    };

    /// <summary>By a part of the id, which is itself a name that an id could have.</summary>
    public static FilterRow<ClientId> Part { get; } = new("search", "Clients whose id contains this, anywhere.", "What the id contains, anywhere.", ApiTexts.Client)
    {
        IsList = false,
        Rule = $"a part of an id: {ClientId.Rule}",
    };

    /// <summary>All of them. The order is part of the fingerprint of cursors.</summary>
    public static IReadOnlyList<FilterRow> Rows { get; } =
        [Connection, ScanMethod, Pattern, RealTimeScan, SmartProtection, Icon, Condition, Group, PresenceCause, NeedsAction, OfflineSince, Prefix, Part, Tag, Noted, SettingsState, RoamingPrivilege];

    private static FilterRow<T> Words<T>(string name, string description, string help, Func<Facet, T> of) where T : struct, Enum =>
        Words<T>(name, description, help) with { Takes = (values, facet) => values.Contains(of(facet)) };

    private static FilterRow<T> Words<T>(string name, string description, string help) where T : struct, Enum =>
        new(name, description, help, ApiTexts.Word<T>());

    private static Conditions All(IEnumerable<Conditions> conditions) => conditions.Aggregate(Conditions.None, (all, one) => all | one);

    private static bool Holds(Need need, Facet facet) => need switch
    {
        Need.True => facet.Conditions != Conditions.None,
        Need.False => facet.Conditions == Conditions.None,
        Need.User => ActionOwners.Of(facet).Contains(ActionOwner.User),
        _ => ActionOwners.Of(facet).Contains(ActionOwner.Operator),
    };
}

/// <summary>Whether an operator wrote a note about a client.</summary>
public enum Noted
{
    /// <summary>He did.</summary>
    True = 1,
}

/// <summary>Whether something is granted.</summary>
public enum Granted
{
    /// <summary>It is.</summary>
    True = 1,

    /// <summary>It is withheld.</summary>
    False,
}

/// <summary>Whether somebody has something to do about a client.</summary>
public enum Need
{
    /// <summary>Somebody has.</summary>
    True = 1,

    /// <summary>Nobody has.</summary>
    False,

    /// <summary>The user has.</summary>
    User,

    /// <summary>The operator has.</summary>
    Operator,
}
