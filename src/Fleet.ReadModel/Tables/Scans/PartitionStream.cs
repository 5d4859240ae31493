namespace Fleet.ReadModel.Tables.Scans;

/// <summary>A partition, entry by entry in the order of its index, read in stretches that grow.</summary>
/// <param name="read">Reads the stretch after an entry (null: the first one), of a length.</param>
/// <param name="stretch">Length of the first one.</param>
internal sealed class PartitionStream(Func<IndexEntry?, int, List<IndexEntry>> read, int stretch)
{
    private const int LongestStretch = 1_000;
    private List<IndexEntry> _entries = [];
    private int _next;
    private int _stretch = stretch;
    private bool _ended;

    public IndexEntry Current { get; private set; }

    public bool MoveNext()
    {
        if (_next == _entries.Count && !Refill())
            return false;
        Current = _entries[_next++];
        return true;
    }

    private bool Refill()
    {
        if (_ended)
            return false;
        _entries = read(_entries.Count == 0 ? null : _entries[^1], _stretch);
        _ended = _entries.Count < _stretch;
        _next = 0;
        _stretch = Math.Min(2 * _stretch, LongestStretch);
        return _entries.Count > 0;
    }
}
