using System.Collections.Frozen;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Model;

/// <summary>
/// Everything about a client that has few values, as one small number: clients are counted and indexed by it, and every
/// filter on such values is a set of facets. So any combination of filters is answered by ranges of one index.
/// </summary>
/// <param name="Status">The five dimensions of the icon.</param>
/// <param name="Cause">Why it is, or is not, present.</param>
/// <param name="Left">It was uninstalled or moved: totals and lists leave it out unless asked.</param>
public readonly record struct Facet(ClientStatus Status, PresenceCause Cause, bool Left)
{
    /// <summary>Numbers for each status: eight causes, each with or without having left.</summary>
    private const int PerStatus = 16;

    private static readonly FrozenDictionary<ClientStatus, int> StatusNumbers =
        ClientStatus.All.Select((status, number) => (status, number)).ToFrozenDictionary(e => e.status, e => e.number);

    /// <summary>Every facet by its number, also those that no client can have (online without a session, say).</summary>
    public static IReadOnlyList<Facet> All { get; } =
    [
        .. from status in ClientStatus.All
           from rest in Enumerable.Range(0, PerStatus)
           select new Facet(status, (PresenceCause)(rest / 2), rest % 2 == 1),
    ];

    /// <summary>Its place in <see cref="All"/>; part of the tables' schema.</summary>
    public int Number => (StatusNumbers[Status] * PerStatus) + ((int)Cause * 2) + (Left ? 1 : 0);

    /// <summary>What the client's tray shows.</summary>
    public Icon Icon => Icon.Of(Status);

    /// <summary>The facet of a client.</summary>
    public static Facet Of(ClientState state) => new(state.Status, state.Presence.Cause, state.Presence.HasLeft);
}
