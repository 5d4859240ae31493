using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Sim.InProcess;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Verification;

/// <summary>What other settings would have changed.</summary>
/// <param name="Icons">Clients with each icon at the end: as it was, and as it would have been; only where they differ.</param>
/// <param name="ClientsAtEnd">Clients whose icon is another one at the end.</param>
/// <param name="ClientsEver">Clients whose icon was another one at any time.</param>
/// <param name="ClientTime">How long icons were others, summed up over the clients.</param>
/// <param name="Was">Counts as it was.</param>
/// <param name="Would">Counts as it would have been.</param>
/// <param name="First">Of each client whose icon was another one at any time: where it first was.</param>
internal sealed record WhatIf(
    IReadOnlyList<WhatIf.IconCount> Icons, int ClientsAtEnd, int ClientsEver, TimeSpan ClientTime, WhatIf.Totals Was, WhatIf.Totals Would, IReadOnlyList<WhatIf.Difference> First)
{
    /// <summary>Settings that other ones were given for, and that have nothing to act on in this recording, each with why.</summary>
    public IReadOnlyList<string> Idle { get; private init; } = [];

    /// <summary>All of them are such: what was counted tells nothing of them.</summary>
    public bool IsIdle { get; private init; }

    /// <summary>Plays a timeline with both settings.</summary>
    public static WhatIf Of(ITimeline timeline, PlayRules was, PlayRules would, CancellationToken cancel)
    {
        var ((one, countsWas), (other, countsWould)) = (IconsOf(timeline, was, isWas: true, cancel), IconsOf(timeline, would, isWas: false, cancel));
        var clients = new Place[timeline.Clients.Count];
        var (ever, first, time) = (new HashSet<int>(), new List<Difference>(), TimeSpan.Zero);
        var lasting = new Dictionary<int, int>();
        // What both do at one moment is no difference, so each moment is taken as a whole.
        foreach (var moment in one.Concat(other).GroupBy(change => change.At).OrderBy(moment => moment.Key))
        {
            foreach (var change in moment)
                time += clients[change.Client].Take(change);
            foreach (var client in moment.Select(change => change.Client).Distinct())
            {
                if (!clients[client].Differs && lasting.Remove(client, out var ended))
                    first[ended] = first[ended] with { Lasts = moment.Key - first[ended].At };
                if (!clients[client].Differs || !ever.Add(client))
                    continue;
                lasting[client] = first.Count;
                first.Add(new Difference(moment.Key, timeline.Clients[client].Id, clients[client].Was?.Name, clients[client].Would?.Name, timeline.Length - moment.Key));
            }
        }

        foreach (ref var client in clients.AsSpan())
            time += client.Differs ? timeline.Length - client.Since : TimeSpan.Zero;
        var (asked, idle) = Idling(timeline, was, would);
        return new WhatIf(AtEnd(clients), clients.Count(client => client.Differs), ever.Count, time, countsWas, countsWould, first)
        {
            Idle = idle,
            IsIdle = asked > 0 && idle.Count == asked,
        };
    }

    /// <summary>How many settings differ, and which of them have nothing to act on.</summary>
    private static (int Asked, List<string> Idle) Idling(ITimeline timeline, PlayRules was, PlayRules would)
    {
        var (asked, idle) = (0, new List<string>());
        if (was.Client.PatternMaxAge != would.Client.PatternMaxAge)
            Ask(step => step is ObserveFacts { Facts.Pattern: ReportedPattern.OfRelease }, "--pattern-max-age has nothing to act on: every pattern is told by its status, as in a recording made with --duration or away from --speed 1x; none has an age");
        if (was.SilentAfter != would.SilentAfter)
            Ask(step => step is UnplugCable, "--timeout has nothing to act on: nobody falls silent, as no cable is pulled");
        return (asked, idle);

        void Ask(Func<Step, bool> acts, string otherwise)
        {
            asked++;
            if (!timeline.Events().Any(happened => acts(happened.Step)))
                idle.Add(otherwise);
        }
    }

    private static (List<IconStep> Changes, Totals Totals) IconsOf(ITimeline timeline, PlayRules rules, bool isWas, CancellationToken cancel)
    {
        var (changes, last) = (new List<IconStep>(), new Icon?[timeline.Clients.Count]);
        var play = new InProcessPlay(timeline, rules, faults: null)
        {
            Touched = (at, client, state) =>
            {
                if (state.Icon is { } icon && icon != last[client])
                    changes.Add(new IconStep(at, client, last[client] = icon, isWas));
            },
        };
        play.Run(cancel);
        return (changes, new Totals(changes.Count, play.Silences, Offline(changes, timeline)));
    }

    private static TimeSpan Offline(List<IconStep> changes, ITimeline timeline)
    {
        var (since, time) = (new TimeSpan?[timeline.Clients.Count], TimeSpan.Zero);
        foreach (var change in changes)
        {
            time += change.At - (since[change.Client] ?? change.At);
            since[change.Client] = change.Icon.Connection == Connection.Offline ? change.At : null;
        }

        return since.Aggregate(time, (sum, from) => sum + timeline.Length - (from ?? timeline.Length));
    }

    private static List<IconCount> AtEnd(Place[] clients) =>
    [
        .. Icon.All.Select(icon => new IconCount(icon.Name, clients.Count(client => client.Was == icon), clients.Count(client => client.Would == icon)))
            .Where(count => count.Was != count.Would),
    ];

    /// <summary>How many clients have an icon at the end.</summary>
    internal sealed record IconCount(string Icon, int Was, int Would);

    /// <summary>What is counted of a play.</summary>
    /// <param name="IconChanges">Icon changes.</param>
    /// <param name="Silences">Sessions that were found silent.</param>
    /// <param name="Offline">How long clients were shown offline, summed up over them.</param>
    internal sealed record Totals(int IconChanges, int Silences, TimeSpan Offline);

    /// <summary>From here on a client's icon is another one, and for how long.</summary>
    internal sealed record Difference(TimeSpan At, ClientId Client, string? Was, string? Would, TimeSpan Lasts);

    private readonly record struct IconStep(TimeSpan At, int Client, Icon Icon, bool IsWas);

    private struct Place
    {
        public Icon? Was, Would;

        public TimeSpan Since;

        public readonly bool Differs => Was != Would;

        /// <summary>Returns how long the icons had differed until then.</summary>
        public TimeSpan Take(in IconStep change)
        {
            var differed = Differs ? change.At - Since : TimeSpan.Zero;
            if (change.IsWas)
                Was = change.Icon;
            else
                Would = change.Icon;
            Since = change.At;
            return differed;
        }
    }
}
