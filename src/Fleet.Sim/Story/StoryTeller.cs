using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.InProcess;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Story;

/// <summary>Plays a timeline to the rules themselves, and keeps what a story is made of.</summary>
internal sealed class StoryTeller
{
    private const int Moments = 240;
    private const int WorstTold = 3;

    private readonly ITimeline _timeline;
    private readonly TimeSpan _from;
    private readonly TimeSpan _pace;
    private readonly (bool Exists, Connection Connection, Trouble Trouble, GroupName Group)[] _clients;
    private readonly Dictionary<(int Client, Trouble Trouble), Spell> _lasting = [];
    private readonly List<Spell> _ended = [];
    private readonly List<FleetMoment> _moments = [];
    private FleetMoment _now;

    private StoryTeller(ITimeline timeline, TimeSpan from)
    {
        (_timeline, _from) = (timeline, from);
        _pace = (timeline.Length - from) / Moments;
        _clients = new (bool, Connection, Trouble, GroupName)[timeline.Clients.Count];
    }

    /// <summary>Plays a timeline, and tells it.</summary>
    /// <param name="timeline">What happened.</param>
    /// <param name="rules">The settings.</param>
    /// <param name="from">The story begins here; what is before only brings the clients to where they were.</param>
    /// <param name="cancel">Ends it.</param>
    public static FleetStory Tell(ITimeline timeline, PlayRules rules, TimeSpan from, CancellationToken cancel)
    {
        var teller = new StoryTeller(timeline, from);
        new InProcessPlay(timeline, rules, faults: null) { Touched = teller.Take }.Run(cancel);
        return teller.Story();
    }

    private FleetStory Story()
    {
        LookUntil(TimeSpan.MaxValue);
        var sizes = _clients.Where(client => client.Exists).GroupBy(client => client.Group).ToDictionary(group => group.Key, group => group.Count());
        var (episodes, rest) = new EpisodeFinder(_from, _timeline.Length, sizes).Split(_ended.Concat(_lasting.Values));
        return new FleetStory(
            _from,
            _timeline.Length,
            _clients.Count(client => client.Exists),
            episodes,
            [.. rest.GroupBy(spell => spell.Trouble).Select(alike => (alike.Key, alike.Count())).OrderByDescending(alike => alike.Item2)],
            _moments,
            Worst(),
            [.. _lasting.Values.OrderBy(spell => spell.Trouble).ThenBy(spell => spell.Began).ThenBy(spell => spell.Client.Value, StringComparer.Ordinal)]);
    }

    private void Take(TimeSpan at, int client, ClientState state)
    {
        LookUntil(at);
        var (was, trouble) = (_clients[client], Troubles.Of(state));
        Count(client, -1);
        foreach (var one in Troubles.All.Where(one => trouble.HasFlag(one) != was.Trouble.HasFlag(one)))
        {
            if (trouble.HasFlag(one))
                _lasting[(client, one)] = new Spell(one, _timeline.Clients[client].Id, state.Group, at, Ended: null);
            else if (_lasting.Remove((client, one), out var spell))
                _ended.Add(spell with { Ended = at });
        }

        _clients[client] = (state.Exists, state.Connection, trouble, state.Group);
        Count(client, 1);
    }

    private void Count(int client, int by)
    {
        var (exists, connection, trouble, _) = _clients[client];
        if (!exists)
            return;
        _now = connection switch
        {
            Connection.Online => _now with { Online = _now.Online + by },
            Connection.Offline => _now with { Offline = _now.Offline + by },
            _ => _now with { Roaming = _now.Roaming + by },
        };
        if (trouble != Trouble.None)
            _now = _now with { Troubled = _now.Troubled + by };
    }

    /// <summary>What happened until then is over: the moments before it are as it stands.</summary>
    private void LookUntil(TimeSpan at)
    {
        while (_moments.Count <= Moments && _from + (_pace * _moments.Count) is var next && next < at)
            _moments.Add(_now with { At = next });
    }

    private List<FleetMoment> Worst()
    {
        var worst = new List<FleetMoment>();
        foreach (var moment in _moments.Where(moment => moment.Troubled > 0).OrderByDescending(moment => moment.Troubled).ThenBy(moment => moment.At))
        {
            if (worst.Count < WorstTold && worst.TrueForAll(other => (other.At - moment.At).Duration() > _pace * (Moments / 12)))
                worst.Add(moment);
        }

        return worst;
    }
}
