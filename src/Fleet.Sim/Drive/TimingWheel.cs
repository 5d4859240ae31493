namespace Fleet.Sim.Drive;

/// <summary>
/// One alarm a client: a ring of slots, each the head of a list that runs through two arrays, so that setting, moving and
/// clearing an alarm costs a few writes and no memory. Alarms further off than the ring reaches stay for another round.
/// </summary>
internal sealed class TimingWheel
{
    private const int Slots = 4096;
    private const int None = -1;

    private readonly int[] _heads = new int[Slots];
    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly int[] _slot;
    private readonly TimeSpan[] _dueAt;
    private readonly List<int> _due = [];
    private long _tick;

    public TimingWheel(int clients)
    {
        _next = new int[clients];
        _previous = new int[clients];
        _slot = new int[clients];
        _dueAt = new TimeSpan[clients];
        Array.Fill(_heads, None);
        Array.Fill(_dueAt, TimeSpan.MaxValue);
    }

    /// <summary>How finely alarms go off: up to so much late.</summary>
    public static TimeSpan Tick { get; } = TimeSpan.FromMilliseconds(8);

    /// <summary>Sets, moves, or with <see cref="TimeSpan.MaxValue"/> clears a client's alarm.</summary>
    public void Set(int client, TimeSpan dueAt)
    {
        if (_dueAt[client] == dueAt)
            return;
        if (_dueAt[client] != TimeSpan.MaxValue)
            Unlink(client);
        _dueAt[client] = dueAt;
        if (dueAt != TimeSpan.MaxValue)
            Link(client);
    }

    /// <summary>The clients whose alarms are due; they have none any more. The list is good until the next call.</summary>
    public IReadOnlyList<int> Advance(TimeSpan now)
    {
        _due.Clear();
        // A slot's turn is when its tick is over; after a long pause each slot is looked at once.
        var through = now.Ticks / Tick.Ticks;
        for (_tick = Math.Max(_tick, through - Slots); _tick < through; _tick++)
        {
            for (var client = _heads[_tick % Slots]; client != None; client = _next[client])
            {
                if (_dueAt[client] <= now)
                    _due.Add(client);
            }
        }

        foreach (var client in _due)
            Set(client, TimeSpan.MaxValue);
        return _due;
    }

    private void Link(int client)
    {
        var slot = (int)(Math.Max(_dueAt[client].Ticks / Tick.Ticks, _tick) % Slots);
        var head = _heads[slot];
        _slot[client] = slot;
        _next[client] = head;
        _previous[client] = None;
        if (head != None)
            _previous[head] = client;
        _heads[slot] = client;
    }

    private void Unlink(int client)
    {
        var (previous, next) = (_previous[client], _next[client]);
        if (previous == None)
            _heads[_slot[client]] = next;
        else
            _next[previous] = next;
        if (next != None)
            _previous[next] = previous;
    }
}
