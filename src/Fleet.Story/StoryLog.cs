using Fleet.Core.Vocabulary;

namespace Fleet.Story;

/// <summary>Is told what each client became, in order of time, and keeps what a story is made of: as much as there are clients and troubles.</summary>
/// <param name="from">The story begins here; what is before only brings the clients to where they were.</param>
/// <param name="to">It ends here.</param>
public sealed class StoryLog(TimeSpan from, TimeSpan to)
{
    private const int Moments = 240;
    private const int WorstTold = 3;

    /// <summary>Of what the lower of two peaks had in trouble.</summary>
    private const double Valley = 0.9;

    private readonly TimeSpan _pace = (to - from) / Moments;
    private readonly Dictionary<ClientId, ToldClient> _clients = [];
    private readonly Dictionary<(ClientId Client, Trouble Trouble), Spell> _lasting = [];
    private readonly List<Spell> _ended = [];
    private readonly List<FleetMoment> _moments = [];
    private readonly List<StoryAct> _acts = [];
    private FleetMoment _now;

    /// <summary>A client is so from then on.</summary>
    /// <param name="at">When; not before what was told last.</param>
    /// <param name="client">Who.</param>
    /// <param name="told">How it is; null: it is forgotten, uninstalled or moved, and does not count.</param>
    public void Take(TimeSpan at, ClientId client, ToldClient? told)
    {
        LookUntil(at);
        if (_clients.Remove(client, out var was))
            Count(was, -1);
        else
            was = null;
        var (had, has) = (was?.Trouble ?? Trouble.None, told?.Trouble ?? Trouble.None);
        foreach (var one in Troubles.All.Where(one => has.HasFlag(one) != had.HasFlag(one)))
        {
            if (has.HasFlag(one))
                _lasting[(client, one)] = new Spell(one, client, told!.Group, at, Ended: null);
            else if (_lasting.Remove((client, one), out var spell))
                _ended.Add(spell with { Ended = at });
        }

        if (told is null)
            return;
        _clients[client] = told;
        Count(told, 1);
    }

    /// <summary>Operators did something; in order of time.</summary>
    public void Take(StoryAct act) => _acts.Add(act);

    /// <summary>The whole of it, once.</summary>
    public FleetStory Tell()
    {
        LookUntil(TimeSpan.MaxValue);
        var sizes = _clients.Values.GroupBy(client => client.Group).ToDictionary(group => group.Key, group => group.Count());
        var (episodes, rest) = new EpisodeFinder(from, to, sizes).Split(_ended.Concat(_lasting.Values));
        return new FleetStory(
            from,
            to,
            _clients.Count,
            episodes,
            [.. rest.GroupBy(spell => spell.Trouble).Select(alike => (alike.Key, alike.Count())).OrderByDescending(alike => alike.Item2)],
            _moments,
            Worst(),
            [.. _lasting.Values.OrderBy(spell => spell.Trouble).ThenBy(spell => spell.Began).ThenBy(spell => spell.Client.Value, StringComparer.Ordinal)])
        {
            Acts = _acts,
        };
    }

    private void Count(ToldClient client, int by)
    {
        _now = client.Connection switch
        {
            Connection.Online => _now with { Online = _now.Online + by },
            Connection.Offline => _now with { Offline = _now.Offline + by },
            _ => _now with { Roaming = _now.Roaming + by },
        };
        if (client.Trouble != Trouble.None)
            _now = _now with { Troubled = _now.Troubled + by };
    }

    /// <summary>What happened until then is over: the moments before it are as it stands.</summary>
    private void LookUntil(TimeSpan at)
    {
        while (_moments.Count <= Moments && from + (_pace * _moments.Count) is var next && next < at)
            _moments.Add(_now with { At = next });
    }

    private List<FleetMoment> Worst()
    {
        var worst = new List<int>();
        foreach (var moment in Enumerable.Range(0, _moments.Count).Where(i => _moments[i].Troubled > 0).OrderByDescending(i => _moments[i].Troubled))
        {
            if (worst.Count < WorstTold && worst.TrueForAll(other => IsApart(Math.Min(moment, other), Math.Max(moment, other))))
                worst.Add(moment);
        }

        return [.. worst.Select(moment => _moments[moment])];
    }

    /// <summary>Between two peaks it was better: else they are one.</summary>
    private bool IsApart(int earlier, int later) =>
        later - earlier > Moments / 12
        && _moments.GetRange(earlier, later - earlier).Min(moment => moment.Troubled) < Valley * Math.Min(_moments[earlier].Troubled, _moments[later].Troubled);
}

/// <summary>What a story has to know of a client.</summary>
/// <param name="Group">Its group.</param>
/// <param name="Connection">How it stands to the server.</param>
/// <param name="Trouble">What is wrong with it.</param>
public sealed record ToldClient(GroupName Group, Connection Connection, Trouble Trouble);
