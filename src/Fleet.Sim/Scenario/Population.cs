using System.Collections.Immutable;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Scenario;

/// <summary>Clients that live alike.</summary>
/// <param name="Name">Begins their ids.</param>
/// <param name="Share">Of all clients.</param>
/// <param name="Groups">They are dealt out to these in turn.</param>
/// <param name="ScanMethod">Of all of them.</param>
/// <param name="SmartProtection">Where the link begins: connected, or not used.</param>
/// <param name="LeaveReason">Of their goodbyes. Who uninstalls or moves does not come back.</param>
/// <param name="Life">What may happen to them, and when.</param>
public sealed record Population(
    string Name,
    Share Share,
    ImmutableArray<GroupName> Groups,
    ScanMethod ScanMethod,
    SmartProtection SmartProtection,
    GoodbyeReason LeaveReason,
    ImmutableSortedDictionary<Verb, Timing> Life)
{
    /// <summary>How well they do what the server wants of them.</summary>
    public Obedience Obeys { get; init; } = Obedience.Perfect;

    /// <summary>
    /// Their facts when their lives begin, of those that have few values: what icons show, and what their lives move. So another fact leaves the
    /// timelines of scenarios that know nothing of it as they are.
    /// </summary>
    public FactNumbers Numbers => Facts.Defaults.With(Fact.ScanMethod, (int)ScanMethod).With(Fact.SmartProtection, (int)SmartProtection)
        .Only(Life.Keys.Aggregate(ClientStatus.ShownFacts, (facts, verb) => facts | MovesAttribute.Of(verb).Track));
}
