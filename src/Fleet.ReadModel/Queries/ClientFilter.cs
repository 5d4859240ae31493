using Fleet.ReadModel.Model;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Queries;

/// <summary>Which clients a question is about. Values of one member are alternatives; an empty one takes all; members are all to hold.</summary>
public sealed record ClientFilter
{
    /// <summary>Every client that has not left.</summary>
    public static ClientFilter All { get; } = new();

    /// <summary>Connections.</summary>
    public IReadOnlyList<Connection> Connections { get; init; } = [];

    /// <summary>Scan methods.</summary>
    public IReadOnlyList<ScanMethod> ScanMethods { get; init; } = [];

    /// <summary>States of the pattern.</summary>
    public IReadOnlyList<PatternStatus> Patterns { get; init; } = [];

    /// <summary>States of Real-time Scan.</summary>
    public IReadOnlyList<RealTimeScan> RealTimeScans { get; init; } = [];

    /// <summary>States of the link to a Smart Protection Server.</summary>
    public IReadOnlyList<SmartProtection> SmartProtections { get; init; } = [];

    /// <summary>Icons.</summary>
    public IReadOnlyList<Icon> Icons { get; init; } = [];

    /// <summary>Conditions of which at least one holds.</summary>
    public Conditions Conditions { get; init; }

    /// <summary>Groups.</summary>
    public IReadOnlyList<GroupName> Groups { get; init; } = [];

    /// <summary>Causes of presence. With any of them, clients that were uninstalled or moved are in too.</summary>
    public IReadOnlyList<PresenceCause> PresenceCauses { get; init; } = [];

    /// <summary>Who has something to do about the client.</summary>
    public IReadOnlyList<Need> Needs { get; init; } = [];

    /// <summary>Only clients that are offline and have had no session since this moment or longer; those that never had one are in, however new.</summary>
    public DateTimeOffset? OfflineSince { get; init; }

    /// <summary>What the id begins with.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Whether clients of a facet are wanted, as far as the facet tells.</summary>
    internal bool Takes(Facet facet) =>
        (PresenceCauses.Count > 0 ? PresenceCauses.Contains(facet.Cause) : !facet.Left)
        && OneOf(Connections, facet.Status.Connection)
        && OneOf(ScanMethods, facet.Status.ScanMethod)
        && OneOf(Patterns, facet.Status.Pattern)
        && OneOf(RealTimeScans, facet.Status.RealTimeScan)
        && OneOf(SmartProtections, facet.Status.SmartProtection)
        && OneOf(Icons, facet.Icon)
        && (Conditions == Conditions.None || (facet.Status.Conditions & Conditions) != 0)
        && (Needs.Count == 0 || Needs.Any(need => Holds(need, facet.Status)))
        && (OfflineSince is null || facet.Status.Connection == Connection.Offline);

    private static bool OneOf<T>(IReadOnlyList<T> wanted, T value) => wanted.Count == 0 || wanted.Contains(value);

    private static bool Holds(Need need, ClientStatus status) => need switch
    {
        Need.True => status.Conditions != Conditions.None,
        Need.False => status.Conditions == Conditions.None,
        Need.User => RequiredActions.For(status).Any(action => action.By == ActionOwner.User),
        _ => RequiredActions.For(status).Any(action => action.By == ActionOwner.Operator),
    };
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
