namespace Fleet.Sim.Drive;

/// <summary>One client's reports without an answer, oldest first: a ring that takes no memory until the first.</summary>
internal struct BacklogRing
{
    private const int FirstCapacity = 4;

    private WaitingReport[]? _ring;
    private int _head;

    public int Count { get; private set; }

    public readonly ref WaitingReport this[int index] => ref _ring![(_head + index) & (_ring.Length - 1)];

    public void Add(WaitingReport report)
    {
        if (_ring is null || Count == _ring.Length)
            Widen();
        Count++;
        this[Count - 1] = report;
    }

    public WaitingReport RemoveOldest()
    {
        var oldest = this[0];
        this[0] = default;
        _head = (_head + 1) & (_ring!.Length - 1);
        Count--;
        return oldest;
    }

    public void RemoveNewest()
    {
        this[Count - 1] = default;
        Count--;
    }

    private void Widen()
    {
        var wider = new WaitingReport[_ring is null ? FirstCapacity : _ring.Length * 2];
        for (var i = 0; i < Count; i++)
            wider[i] = this[i];
        _ring = wider;
        _head = 0;
    }
}
