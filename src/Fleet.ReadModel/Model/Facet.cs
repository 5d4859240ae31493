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
/// <param name="Unshown">Values of <see cref="ClientStatus.UnshownFacts"/>.</param>
/// <param name="IsDuplicate">Two machines use its id.</param>
public readonly record struct Facet(ClientStatus Status, PresenceCause Cause, bool Left, FactNumbers Unshown = default, bool IsDuplicate = false)
{
    /// <summary>Numbers for each status and what goes with it: eight causes, each with or without having left.</summary>
    private const int PerStatus = 16;

    private static readonly FrozenDictionary<(ClientStatus, FactNumbers), int> FirstNumbers;

    static Facet()
    {
        IEnumerable<FactNumbers> unshown = [default];
        foreach (var fact in ClientStatus.UnshownFacts)
            unshown = [.. from numbers in unshown from number in fact.Values!.Numbers select numbers.With(fact.Fact, number)];
        Facet[] usual =
        [
            .. from status in ClientStatus.All
               from numbers in unshown
               from rest in Enumerable.Range(0, PerStatus)
               select new Facet(status, (PresenceCause)(rest / 2), rest % 2 == 1, numbers),
        ];
        FirstNumbers = usual.Index().Where(e => e.Index % PerStatus == 0).ToFrozenDictionary(e => (e.Item.Status, e.Item.Unshown), e => e.Index);
        // Duplicates are few: they come after all others, which keep their numbers.
        All = [.. usual, .. usual.Select(facet => facet with { IsDuplicate = true })];
    }

    /// <summary>Every facet by its number, also those that no client can have (online without a session, say).</summary>
    public static IReadOnlyList<Facet> All { get; }

    /// <summary>Its place in <see cref="All"/>; part of the tables' schema.</summary>
    public int Number => FirstNumbers[(Status, Unshown)] + ((int)Cause * 2) + (Left ? 1 : 0) + (IsDuplicate ? All.Count / 2 : 0);

    /// <summary>What the client's tray shows.</summary>
    public Icon Icon => Icon.Of(Status);

    /// <summary>What calls for somebody's action.</summary>
    public Conditions Conditions => Status.Conditions | (IsDuplicate ? Conditions.DuplicateIdentity : Conditions.None);

    /// <summary>The values of all facts that have few.</summary>
    public FactNumbers Numbers => Status.Numbers.Over(Unshown);

    /// <summary>The facet of a client.</summary>
    public static Facet Of(ClientState state) => Of(state.Status, state.Numbers, state.Presence.Cause, state.Presence.HasLeft, state.Duplicate is not null);

    /// <summary>The facet of a client of whom so much is known.</summary>
    public static Facet Of(ClientStatus status, FactNumbers facts, PresenceCause cause, bool hasLeft, bool isDuplicate) =>
        new(status, cause, hasLeft, facts.Only(~ClientStatus.ShownFacts), isDuplicate);
}
