using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Replay;

/// <summary>
/// A timeline whose clients judge the age of their patterns themselves: no server's clock runs faster than the real one. A
/// pattern told by its release is told by the status that it had then, and when it passes its age the client tells that, too.
/// </summary>
/// <param name="inner">The timeline.</param>
/// <param name="maxAge">A pattern released this long ago is outdated.</param>
internal sealed class StatusTimeline(ITimeline inner, TimeSpan maxAge) : ITimeline
{
    private static readonly ObserveFacts Aged = new(new ReportedFacts { Pattern = new ReportedPattern.OfStatus(PatternStatus.Outdated) });

    public string Scenario => inner.Scenario;

    public long Seed => inner.Seed;

    public TimeSpan Length => inner.Length;

    public IReadOnlyList<(ClientId Id, GroupName Group)> Clients => inner.Clients;

    public IReadOnlyList<TimedAct> Acts => inner.Acts;

    public bool TellsAll => inner.TellsAll;

    public IEnumerable<TimelineEvent> Events()
    {
        var (numbers, patterns) = (new long[Clients.Count], new int[Clients.Count]);
        var agings = new PriorityQueue<(int Client, int Pattern), (TimeSpan At, string Id)>(Comparer<(TimeSpan At, string Id)>.Create(Order));
        foreach (var happened in inner.Events())
        {
            var client = happened.Client;
            foreach (var aged in AgedBefore(happened.At, Clients[client].Id.Value))
                yield return aged;
            yield return happened with { Number = ++numbers[client], Step = Judged(happened) };
        }

        foreach (var aged in AgedBefore(Length, "\uFFFF"))
            yield return aged;

        IEnumerable<TimelineEvent> AgedBefore(TimeSpan at, string id)
        {
            while (agings.TryPeek(out var aging, out var due) && Order(due, (at, id)) <= 0)
            {
                agings.Dequeue();
                if (patterns[aging.Client] == aging.Pattern)
                    yield return new TimelineEvent(due.At, aging.Client, ++numbers[aging.Client], Aged);
            }
        }

        Step Judged(in TimelineEvent happened)
        {
            if (happened.Step is Intend { Intent: ClientIntent.Attempts { Fetches: ReportedPattern.OfRelease } attempt })
                return new Intend(attempt with { Fetches = new ReportedPattern.OfStatus(PatternStatus.UpToDate) });
            if (happened.Step is not ObserveFacts { Facts: { Pattern: { } told } facts })
                return happened.Step;
            var pattern = ++patterns[happened.Client];
            if (told is not ReportedPattern.OfRelease)
                return happened.Step;
            var held = HeldPattern.Judge(told, RunTime.Start + happened.At, maxAge);
            if (held.AgesAt(maxAge) is { } age && age - RunTime.Start <= Length)
                agings.Enqueue((happened.Client, pattern), (age - RunTime.Start, Clients[happened.Client].Id.Value));
            return new ObserveFacts(facts with { Pattern = new ReportedPattern.OfStatus(held.Status) });
        }
    }

    private static int Order((TimeSpan At, string Id) one, (TimeSpan At, string Id) other) =>
        one.At == other.At ? string.CompareOrdinal(one.Id, other.Id) : one.At.CompareTo(other.At);
}
