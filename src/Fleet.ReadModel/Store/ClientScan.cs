using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Store;

/// <summary>Which clients, in which order, from where.</summary>
/// <param name="Facets">By number: true if clients of that facet are wanted.</param>
public sealed record ClientScan(bool[] Facets)
{
    /// <summary>The groups that are wanted; null: all.</summary>
    public IReadOnlySet<string>? Groups { get; init; }

    /// <summary>What ids begin with; empty: anything.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What ids contain; empty: anything.</summary>
    public string Part { get; init; } = "";

    /// <summary>Only clients without a session since this moment (ms since the epoch) or longer; null: all.</summary>
    public long? OfflineSince { get; init; }

    /// <summary>Only clients with these marks of operators; null: all.</summary>
    public WantedMarks? Marks { get; init; }

    /// <summary>Only clients that stand so to their settings; null: all.</summary>
    public WantedSettings? Settings { get; init; }

    /// <summary>The order.</summary>
    public ClientOrder Order { get; init; }

    /// <summary>The other way round, ids too.</summary>
    public bool Descending { get; init; }

    /// <summary>Only what comes after this place; null: from the start.</summary>
    public ClientPosition? After { get; init; }

    /// <summary>Without clients that changed after this offset; null: with them.</summary>
    public long? UnchangedSince { get; init; }

    /// <summary>Above every id: their alphabet ends before it.</summary>
    public const string AboveAll = "\x7f";

    /// <summary>The ids with the prefix.</summary>
    public IdRange Ids => Prefix.Length == 0
        ? new IdRange("", AboveAll)
        // Just below the prefix: no id has this character, so none lies between the two.
        : new IdRange($"{Prefix[..^1]}{(char)(Prefix[^1] - 1)}{AboveAll}", Prefix + AboveAll);

    /// <summary>The ids with the prefix that come after one.</summary>
    public IdRange IdsAfter(string? client) =>
        client is null ? Ids
        : Descending ? Ids with { Below = string.CompareOrdinal(client, Ids.Below) < 0 ? client : Ids.Below }
        : Ids with { Above = string.CompareOrdinal(client, Ids.Above) > 0 ? client : Ids.Above };

    /// <summary>Whether a client is wanted, wherever it stands in the order and whatever its marks and its settings are.</summary>
    /// <param name="client">Its id.</param>
    /// <param name="group">Its group.</param>
    /// <param name="facet">Number of its facet.</param>
    /// <param name="presentSince">In milliseconds since the epoch, or <see cref="ClientPosition.Never"/>.</param>
    public bool Takes(string client, string group, int facet, long presentSince) =>
        Facets[facet]
        && (OfflineSince is null || presentSince <= OfflineSince)
        && (Groups is null || Groups.Contains(group))
        && client.StartsWith(Prefix, StringComparison.Ordinal)
        && client.Contains(Part, StringComparison.Ordinal);

    /// <summary>Whether a client is wanted that is, or was, so.</summary>
    public bool Takes(ClientId client, ClientState state) =>
        Takes(client.Value, state.Group.Value, Facet.Of(state).Number, state.Presence.Since?.ToUnixTimeMilliseconds() ?? ClientPosition.Never)
        && (Marks is null || Marks.Take(state.Marks.Tags.Select(tag => tag.Value), state.Marks.Note is not null))
        && (Settings is null || Settings.Take(state.Managed, state.Capabilities.HasFlag(Capabilities.Settings)));
}

/// <summary>How clients stand to their settings.</summary>
/// <param name="States">One of these; empty: whichever.</param>
/// <param name="Grants">Whether roaming is granted, one of these; empty: whichever.</param>
/// <param name="Book">What the fleet and its groups say.</param>
public sealed record WantedSettings(IReadOnlyCollection<SettingsState> States, IReadOnlyCollection<bool> Grants, SettingsBook Book)
{
    /// <summary>Whether a client stands so.</summary>
    /// <param name="client">The client.</param>
    /// <param name="understands">It understands settings.</param>
    public bool Take(ManagedClient client, bool understands)
    {
        var inForce = Book.InForce(client.Group, client.Settings.Own);
        return (Grants.Count == 0 || Grants.Contains(inForce.GrantsRoaming)) && (States.Count == 0 || States.Contains(Deployment.StandingOf(client, inForce, understands).State));
    }
}

/// <summary>What operators say of clients.</summary>
/// <param name="Tags">At least one of these; empty: whichever.</param>
/// <param name="WithNote">There is a note.</param>
public sealed record WantedMarks(IReadOnlyCollection<string> Tags, bool WithNote)
{
    /// <summary>Whether a client is so marked.</summary>
    /// <param name="tags">Its tags.</param>
    /// <param name="hasNote">Whether there is a note.</param>
    public bool Take(IEnumerable<string> tags, bool hasNote) => (hasNote || !WithNote) && (Tags.Count == 0 || tags.Any(Tags.Contains));
}

/// <summary>A range in the order of ids; both ends are left out.</summary>
public readonly record struct IdRange(string Above, string Below);
