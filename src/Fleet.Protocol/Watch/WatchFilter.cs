using System.Collections.Frozen;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Watch;

/// <summary>Which icon changes are wanted, by the client as it is after each. Values of one member are alternatives; an empty one takes all; members are all to hold.</summary>
public sealed record WatchFilter
{
    /// <summary>Every change.</summary>
    public static WatchFilter All { get; } = new();

    /// <summary>Groups.</summary>
    public IReadOnlySet<GroupName> Groups { get; init; } = FrozenSet<GroupName>.Empty;

    /// <summary>Connections.</summary>
    public IReadOnlySet<Connection> Connections { get; init; } = FrozenSet<Connection>.Empty;

    /// <summary>Conditions of which at least one holds.</summary>
    public Conditions Conditions { get; init; }

    /// <summary>Whether a change is wanted.</summary>
    public bool Takes(WatchedChange watched) =>
        (Conditions == Conditions.None || (watched.Change.Conditions & Conditions) != 0)
        && (Connections.Count == 0 || Connections.Contains(watched.Change.To.Connection))
        && (Groups.Count == 0 || Groups.Contains(watched.Group));
}
