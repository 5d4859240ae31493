using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Oracle;

/// <summary>
/// What the server should believe after a timeline, as if every message arrived at once. It is a reading of its own and has none of the server's rules: a fact is
/// what was told last, a client is connected from its hello to its end. A mistake in the rules would else be expected, too.
/// A client's reports count from the moment at which they could be delivered: what it observes while it is away waits
/// until it connects, and if it never does, the server cannot know.
/// </summary>
/// <param name="clients">Id and first group of each client, by index.</param>
/// <param name="rules">The server's settings.</param>
public sealed class OracleFleet(IReadOnlyList<(ClientId Id, GroupName Group)> clients, ClientRules rules)
{
    /// <summary>No pattern is released further ahead than that.</summary>
    private static readonly TimeSpan MostLead = TimeSpan.FromDays(1);

    private readonly PackedClient[] _clients = [.. Enumerable.Repeat(PackedClient.Untold, clients.Count)];
    private readonly WaitingReports _waiting = new();
    private readonly Interned<GroupName> _groups = new(GroupName.Default);
    private readonly Interned<PlainSettings> _settings = new(PlainSettings.Nothing);
    private readonly Interned<ReportedPattern> _patterns = new(new ReportedPattern.OfStatus(PatternStatus.UpToDate));
    private TimeSpan _now;

    /// <summary>The fleet at the end of a timeline, settled.</summary>
    public static OracleFleet After(ITimeline timeline, ClientRules rules, CancellationToken cancel = default)
    {
        var fleet = new OracleFleet(timeline.Clients, rules) { TellsAll = timeline.TellsAll };
        foreach (var happened in timeline.Events())
        {
            cancel.ThrowIfCancellationRequested();
            fleet.Apply(happened);
        }

        fleet.Settle(timeline.Length);
        return fleet;
    }

    /// <summary>The fingerprint of the fleet after a timeline and everybody's goodbye: what a server should show then.</summary>
    public static string HashAfterGoodbye(ITimeline timeline, ClientRules rules, CancellationToken cancel)
    {
        var fleet = After(timeline, rules, cancel);
        fleet.Goodbye(timeline.Length);
        return FleetHasher.Of(Expectation.Of(fleet, timeline.Clients));
    }

    /// <summary>See <see cref="ITimeline.TellsAll"/>.</summary>
    public bool TellsAll { get; init; }

    /// <summary>The next event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Its step is of an unknown kind.</exception>
    public void Apply(in TimelineEvent happened)
    {
        _now = happened.At;
        ref var client = ref _clients[happened.Client];
        switch (happened.Step)
        {
            case ComeOnline:
                Open(ref client, clients[happened.Client].Group);
                break;
            case SayGoodbye leave when !client.Unplugged:
                End(ref client, leave.Reason);
                break;
            case BreakOff when !client.Unplugged:
                End(ref client, reason: null);
                break;
            case UnplugCable:
                client.Unplugged = client.Connected;
                break;
            case ObserveFacts tell:
                Tell(ref client, tell.Facts);
                break;
            case ReImage:
                Forget(ref client);
                break;
            case Undergo did:
                Undergo(ref client, did.Deed);
                break;
            case SayGoodbye or BreakOff or GoDeaf or HearAgain or Intend:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened), happened.Step, "unknown step");
        }
    }

    /// <summary>Waits until the server has found out all that it can: silence behind pulled cables, and the age of patterns.</summary>
    /// <param name="at">The moment up to which it had the time to.</param>
    public void Settle(TimeSpan at)
    {
        _now = at;
        foreach (ref var client in _clients.AsSpan())
        {
            if (client.Unplugged)
                End(ref client, reason: null);
        }
    }

    /// <summary>Everybody takes their leave; who is away with reports that wait comes back to hand them over first.</summary>
    /// <param name="at">When.</param>
    /// <param name="comeBack">Clients that come back in any case, as the server may have missed their going; null: none.</param>
    public void Goodbye(TimeSpan at, IReadOnlySet<int>? comeBack = null)
    {
        _now = at;
        for (var i = 0; i < _clients.Length; i++)
        {
            ref var client = ref _clients[i];
            if (client.FirstWaiting != 0 || comeBack?.Contains(i) == true)
                Open(ref client, clients[i].Group);
            End(ref client, GoodbyeReason.Unloaded);
        }
    }

    /// <summary>What the server should believe of a client.</summary>
    public OracleClient StateOf(int client)
    {
        ref readonly var packed = ref _clients[client];
        return new OracleClient(
            packed.Exists, packed.Delivered, _groups[packed.Group], packed.Connected, packed.Left, packed.Numbers,
            _patterns[packed.Pattern] switch
            {
                ReportedPattern.OfStatus(var status) => status,
                ReportedPattern.OfRelease(_, var released) => RunTime.Start + _now - released >= rules.PatternMaxAge ? PatternStatus.Outdated : PatternStatus.UpToDate,
                var unknown => throw new ArgumentOutOfRangeException(nameof(client), unknown, "unknown way to tell a pattern"),
            })
        {
            Held = packed.Held == 0 ? null : _settings[packed.Held],
        };
    }

    private void Open(ref PackedClient client, GroupName group)
    {
        (client.Exists, client.Connected, client.Unplugged, client.Left) = (true, true, false, false);
        if (!client.ToldGroup)
            client.Group = _groups.IndexOf(group);
        while (_waiting.TryTake(ref client, out var facts))
            Take(ref client, facts);
    }

    private void Tell(ref PackedClient client, ReportedFacts facts)
    {
        client.ToldGroup |= facts.Group is not null;
        client.Bare = facts.Numbers.Over(client.Bare);
        if (client.Held != 0 && !TellsAll)
            facts = PlainObedience.Told(facts, client.Bare, _settings[client.Held]);
        if (client.Connected && !client.Unplugged)
            Take(ref client, facts);
        else
            _waiting.Add(ref client, facts);
    }

    /// <summary>Settings that a client applies change what it is, and it tells what has changed; a pattern that a task brought it tells as well.</summary>
    private void Undergo(ref PackedClient client, Deed deed)
    {
        if (deed is Deed.TaskEnded { Fetched: { } pattern })
            Tell(ref client, new ReportedFacts { Pattern = pattern });
        if (deed is not Deed.SettingsHeld held)
            return;
        var (before, machine) = (AsManaged(client), client.Bare);
        client.Held = _settings.IndexOf(PlainSettings.Of(held.Settings));
        var change = PlainObedience.Change(before, AsManaged(client));
        if (change == default || TellsAll)
            return;
        Tell(ref client, new ReportedFacts { Numbers = change });
        client.Bare = machine;
    }

    private FactNumbers AsManaged(in PackedClient client) => PlainObedience.Of(client.Bare, _settings[client.Held]);

    private void Forget(ref PackedClient client)
    {
        if (!client.Unplugged)
            End(ref client, reason: null);
        while (_waiting.TryTake(ref client, out _))
        {
        }

        (client.Delivered, client.Held) = (0, 0);
    }

    private static void End(ref PackedClient client, GoodbyeReason? reason)
    {
        client.Unplugged = false;
        if (!client.Connected)
            return;
        (client.Connected, client.Left) = (false, reason is GoodbyeReason.Uninstalled or GoodbyeReason.Moved);
    }

    /// <summary>A report arrives. Smart scan without a link is no state of a client, and a release far ahead is none: such a report is refused for good, and changes nothing.</summary>
    private void Take(ref PackedClient client, ReportedFacts told)
    {
        client.Delivered++;
        var (was, method) = ((ScanMethod)client.Numbers[Fact.ScanMethod], told.ScanMethod ?? (ScanMethod)client.Numbers[Fact.ScanMethod]);
        if ((method == ScanMethod.Smart && told.SmartProtection == SmartProtection.NotUsed)
            || (told.Pattern is ReportedPattern.OfRelease release && release.ReleasedAt > RunTime.Start + _now + MostLead))
        {
            return;
        }

        // Another method asks another server: what was known of the link means nothing any more.
        if (method != was)
            client.Numbers = client.Numbers.With(Fact.SmartProtection, (int)(method == ScanMethod.Smart ? SmartProtection.Disconnected : SmartProtection.NotUsed));
        client.Numbers = told.Numbers.Over(client.Numbers);
        client.Group = told.Group is { } group ? _groups.IndexOf(group) : client.Group;
        client.Pattern = told.Pattern is { } pattern ? _patterns.IndexOf(pattern) : client.Pattern;
    }

    /// <summary>Values that many clients share, each kept once.</summary>
    private sealed class Interned<T> where T : notnull
    {
        private readonly List<T> _values = [];
        private readonly Dictionary<T, int> _indexes = [];

        public Interned(T first) => IndexOf(first);

        public T this[int index] => _values[index];

        public int IndexOf(T value)
        {
            if (_indexes.TryGetValue(value, out var index))
                return index;
            _values.Add(value);
            return _indexes[value] = _values.Count - 1;
        }
    }
}
