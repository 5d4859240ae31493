using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Timeline;

/// <summary>A timeline that begins again whenever it is over, without an end. Whoever is still connected in the evening says goodbye first.</summary>
/// <param name="day">What happens every day: each client's first words of a day tell all its facts.</param>
public sealed class DayAfterDay(ITimeline day) : ITimeline
{
    private static readonly SayGoodbye Evening = new(GoodbyeReason.Unloaded);
    private static readonly HearAgain Hearing = new();

    /// <summary>Between a day's end and the next one's start; the goodbyes are in the middle.</summary>
    private static readonly TimeSpan Night = TimeSpan.FromMilliseconds(2);

    /// <inheritdoc/>
    public string Scenario => day.Scenario;

    /// <inheritdoc/>
    public long Seed => day.Seed;

    /// <summary>Without an end.</summary>
    public TimeSpan Length => TimeSpan.MaxValue;

    /// <inheritdoc/>
    public IReadOnlyList<(ClientId Id, GroupName Group)> Clients => day.Clients;

    /// <inheritdoc/>
    public IEnumerable<TimelineEvent> Events()
    {
        var (numbers, isUp, isDeaf) = (new long[Clients.Count], new bool[Clients.Count], new bool[Clients.Count]);
        var byId = Enumerable.Range(0, Clients.Count).OrderBy(client => Clients[client].Id.Value, StringComparer.Ordinal).ToArray();
        for (var morning = TimeSpan.Zero; ; morning += day.Length + Night)
        {
            foreach (var (at, client, _, step) in day.Events())
            {
                (isUp[client], isDeaf[client]) = step switch
                {
                    ComeOnline => (true, false),
                    SayGoodbye or BreakOff or UnplugCable or ReImage => (false, false),
                    GoDeaf => (isUp[client], true),
                    HearAgain => (isUp[client], false),
                    _ => (isUp[client], isDeaf[client]),
                };
                yield return new TimelineEvent(morning + at, client, ++numbers[client], step);
            }

            var evening = morning + day.Length + (Night / 2);
            foreach (var client in byId)
            {
                if (isUp[client] && isDeaf[client])
                    yield return new TimelineEvent(evening, client, ++numbers[client], Hearing);
                if (isUp[client])
                    yield return new TimelineEvent(evening, client, ++numbers[client], Evening);
                (isUp[client], isDeaf[client]) = (false, false);
            }
        }
    }
}
