using Fleet.Core.Tasks;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Oracle;

/// <summary>What the clients did as the server had it, client by client: their own account.</summary>
internal sealed class Ledger
{
    private static readonly IReadOnlyList<DoneDeed> Nothing = [];

    private readonly Dictionary<int, List<DoneDeed>> _deeds;
    private readonly IReadOnlySet<(int Client, long Number)> _refused;

    /// <param name="deeds">Of all, in order of time.</param>
    /// <param name="refused">The events whose roaming mode was not taken.</param>
    public Ledger(IReadOnlyList<DoneDeed> deeds, IReadOnlySet<(int Client, long Number)> refused)
    {
        _deeds = deeds.GroupBy(deed => deed.Client).ToDictionary(own => own.Key, own => own.ToList());
        _refused = refused;
    }

    /// <summary>The deeds of a client, in order of time.</summary>
    public IReadOnlyList<DoneDeed> Of(int client) => _deeds.TryGetValue(client, out var own) ? own : Nothing;

    /// <summary>It was welcomed for the first time at that moment; null: never.</summary>
    public TimeSpan? FirstMet(int client) => Of(client).Where(done => done.Deed is Deed.SessionMet).Select(done => (TimeSpan?)done.At).FirstOrDefault();

    /// <summary>At some time between two moments it had no session.</summary>
    public bool IsEverAway(int client, TimeSpan from, TimeSpan to)
    {
        var isMet = false;
        foreach (var (at, _, _, deed) in Of(client).Where(done => done.Deed is Deed.SessionMet or Deed.SessionGone))
        {
            if (at > to)
                break;
            if (at >= from && !isMet)
                return true;
            isMet = deed is Deed.SessionMet;
        }

        return !isMet;
    }

    /// <summary>At some time from that moment on it had a session.</summary>
    public bool IsMetAfter(int client, TimeSpan from) =>
        Of(client).LastOrDefault(done => done.Deed is Deed.SessionMet or Deed.SessionGone) is { Deed: { } last, At: var at } && (last is Deed.SessionMet || at >= from);

    /// <summary>Roaming mode may have been on, as the server saw it, at some time between two moments.</summary>
    public bool MayRoam(int client, TimeSpan from, TimeSpan to) => Roaming(client).Any(stretch => stretch.From <= to && stretch.Until >= from);

    /// <summary>Roaming mode was on for certain, as the server saw it, from some time before a moment to some time after it.</summary>
    public bool Roams(int client, TimeSpan at, TimeSpan margin) => Roaming(client).Any(stretch => stretch.SureFrom + margin <= at && at <= stretch.SureUntil - margin);

    /// <summary>How often it began each attempt of a task.</summary>
    public Dictionary<int, int> BegunOf(int client, TaskId task) =>
        Of(client).Select(done => done.Deed).OfType<Deed.TaskBegun>().Where(begun => begun.Task == task).GroupBy(begun => begun.Attempt).ToDictionary(same => same.Key, same => same.Count());

    /// <summary>How its attempts of a task ended.</summary>
    public Dictionary<int, TargetState> EndsOf(int client, TaskId task) =>
        Of(client).Select(done => done.Deed).OfType<Deed.TaskEnded>().Where(ended => ended.Task == task).GroupBy(ended => ended.Attempt).ToDictionary(same => same.Key, same => same.First().End);

    /// <summary>From when to when roaming mode may have been on, and from when to when it was for certain.</summary>
    private IEnumerable<(TimeSpan From, TimeSpan SureFrom, TimeSpan SureUntil, TimeSpan Until)> Roaming(int client)
    {
        (TimeSpan From, TimeSpan SureFrom)? on = null;
        foreach (var (at, _, _, deed) in Of(client))
        {
            if (deed is not Deed.RoamingTold told)
                continue;
            if (told.On && on is null && !_refused.Contains((client, told.Number)))
                on = (told.SentAt, at);
            if (told.On || on is not { } since)
                continue;
            yield return (since.From, since.SureFrom, told.SentAt, at);
            on = null;
        }

        if (on is { } still)
            yield return (still.From, still.SureFrom, TimeSpan.MaxValue, TimeSpan.MaxValue);
    }
}
