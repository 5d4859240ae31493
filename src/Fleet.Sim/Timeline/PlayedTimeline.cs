using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Timeline;

/// <summary>A timeline with what its clients did as the server had it: each deed comes where it was among the events of its client.</summary>
/// <param name="inner">The timeline.</param>
/// <param name="deeds">What the clients did, in order of time.</param>
/// <param name="refused">The events, by client and number, whose roaming mode was not taken.</param>
public sealed class PlayedTimeline(ITimeline inner, IReadOnlyList<DoneDeed> deeds, IReadOnlySet<(int Client, long Number)> refused) : ITimeline
{
    /// <inheritdoc/>
    public string Scenario => inner.Scenario;

    /// <inheritdoc/>
    public long Seed => inner.Seed;

    /// <inheritdoc/>
    public TimeSpan Length => inner.Length;

    /// <inheritdoc/>
    public IReadOnlyList<(ClientId Id, GroupName Group)> Clients => inner.Clients;

    /// <inheritdoc/>
    public IReadOnlyList<TimedAct> Acts => inner.Acts;

    /// <inheritdoc/>
    public bool TellsAll => inner.TellsAll;

    /// <inheritdoc/>
    public IEnumerable<TimelineEvent> Events()
    {
        var ofClients = deeds.GroupBy(deed => deed.Client).ToDictionary(own => own.Key, own => new Queue<DoneDeed>(own));
        var numbers = new long[Clients.Count];
        foreach (var happened in inner.Events())
        {
            if (ofClients.TryGetValue(happened.Client, out var own))
            {
                while (own.TryPeek(out var deed) && deed.After < happened.Number)
                    yield return Of(own.Dequeue(), happened.At);
            }

            yield return happened with { Number = ++numbers[happened.Client], Step = Taken(happened) };
        }

        foreach (var deed in ofClients.Values.SelectMany(rest => rest).OrderBy(deed => deed.At))
            yield return Of(deed, Length);

        TimelineEvent Of(in DoneDeed deed, TimeSpan at) => new(at, deed.Client, ++numbers[deed.Client], new Undergo(deed.Deed));
    }

    private Step Taken(in TimelineEvent happened) => happened.Step is ObserveFacts { Facts: { Roaming: true } facts } && refused.Contains((happened.Client, happened.Number))
        ? new ObserveFacts(facts with { Roaming = null })
        : happened.Step;
}
