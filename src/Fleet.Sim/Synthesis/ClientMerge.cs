using Fleet.Sim.Timeline;

namespace Fleet.Sim.Synthesis;

/// <summary>Merges clients' own streams of events into one, by (At, id, Number): a heap with one entry a client.</summary>
internal sealed class ClientMerge
{
    private readonly TimelinePlan _plan;
    private readonly ClientTable _table;
    private readonly ClientLives _lives;
    private readonly StormActs _storms;
    private readonly ReportActs _reports;

    public ClientMerge(TimelinePlan plan)
    {
        _plan = plan;
        _table = new ClientTable(plan.Roster.Clients.Count, plan.Storms.Length);
        _lives = new ClientLives(plan, _table);
        _storms = new StormActs(plan, _table, _lives);
        _reports = new ReportActs(plan, _table, _lives);
    }

    /// <summary>The events of these clients, who live alike whoever else is there.</summary>
    public IEnumerable<TimelineEvent> Events(IEnumerable<int> clients)
    {
        var queue = new PriorityQueue<int, (long At, int Rank)>();
        foreach (var client in clients)
        {
            if (_table.FindDue(client) is var due && due <= _plan.Duration)
                queue.Enqueue(client, (_plan.Scale.Of(due), _plan.Roster.RankOf(client)));
        }

        while (queue.TryPeek(out var client, out var turn))
        {
            Act(client);
            foreach (var step in _lives.Steps)
                yield return new TimelineEvent(WholeMicroseconds.ToTime(turn.At), client, ++_table.Body(client).Number, step);
            _lives.Steps.Clear();
            if (_table.FindDue(client) is var due && due <= _plan.Duration)
                queue.DequeueEnqueue(client, (_plan.Scale.Of(due), _plan.Roster.RankOf(client)));
            else
                queue.Dequeue();
        }
    }

    private void Act(int client)
    {
        int slot = _table.Body(client).Due;
        var now = _table.Slot(client, slot).Next;
        if (slot < ClientTable.Reports)
            _lives.Act(client, Tracks.All[slot], now);
        else if (slot == ClientTable.Reports)
            _reports.Act(client, now);
        else
            _storms.Act(client, slot - ClientTable.SlotOfStorm(0), now);
    }
}
