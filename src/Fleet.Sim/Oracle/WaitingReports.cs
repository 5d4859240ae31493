using Fleet.Core.Clients;

namespace Fleet.Sim.Oracle;

/// <summary>The reports that wait at clients which are away: queues in one pool, whose places are used again.</summary>
internal sealed class WaitingReports
{
    private readonly List<(ReportedFacts Facts, TimeSpan At, int Next)> _pool = [(ReportedFacts.None, default, 0)];
    private int _free;

    /// <summary>Puts a report after the others of a client.</summary>
    public void Add(ref PackedClient client, ReportedFacts facts, TimeSpan at)
    {
        var place = _free;
        if (place == 0)
        {
            place = _pool.Count;
            _pool.Add((facts, at, 0));
        }
        else
        {
            _free = _pool[place].Next;
            _pool[place] = (facts, at, 0);
        }

        if (client.FirstWaiting == 0)
            client.FirstWaiting = place;
        else
            _pool[client.LastWaiting] = _pool[client.LastWaiting] with { Next = place };
        client.LastWaiting = place;
    }

    /// <summary>Takes a client's first report out of its queue; false if none waits.</summary>
    public bool TryTake(ref PackedClient client, out ReportedFacts facts, out TimeSpan at)
    {
        var place = client.FirstWaiting;
        (facts, at, var next) = _pool[place];
        if (place == 0)
            return false;
        client.FirstWaiting = next;
        _pool[place] = (ReportedFacts.None, default, _free);
        _free = place;
        return true;
    }
}
