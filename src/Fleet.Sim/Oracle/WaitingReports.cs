using Fleet.Core.Clients;

namespace Fleet.Sim.Oracle;

/// <summary>The reports that wait at clients which are away: queues in one pool, whose places are used again.</summary>
internal sealed class WaitingReports
{
    private readonly List<(ReportedFacts Facts, int Next)> _pool = [(ReportedFacts.None, 0)];
    private int _free;

    /// <summary>Puts a report after the others of a client.</summary>
    public void Add(ref PackedClient client, ReportedFacts facts)
    {
        var place = _free;
        if (place == 0)
        {
            place = _pool.Count;
            _pool.Add((facts, 0));
        }
        else
        {
            _free = _pool[place].Next;
            _pool[place] = (facts, 0);
        }

        if (client.FirstWaiting == 0)
            client.FirstWaiting = place;
        else
            _pool[client.LastWaiting] = _pool[client.LastWaiting] with { Next = place };
        client.LastWaiting = place;
    }

    /// <summary>Takes a client's first report out of its queue; false if none waits.</summary>
    public bool TryTake(ref PackedClient client, out ReportedFacts facts)
    {
        var place = client.FirstWaiting;
        (facts, var next) = _pool[place];
        if (place == 0)
            return false;
        client.FirstWaiting = next;
        _pool[place] = (ReportedFacts.None, _free);
        _free = place;
        return true;
    }
}
