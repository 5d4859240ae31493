using Fleet.ReadModel.Queries;

namespace Fleet.Actors.ReadSide;

/// <summary>Judges whether ingest has outrun the read model so far that it should wait.</summary>
/// <remarks>
/// What was missing from the beginning is no reason: a file from before, or one built anew, catches up while ingest goes on. Nor is a
/// read model that does not move at all, as waiting would not help it.
/// </remarks>
/// <param name="rows">How many rows it may fall behind.</param>
/// <param name="patience">After this time without any progress it counts as one that does not move.</param>
internal sealed class LagLimit(long rows, TimeSpan patience)
{
    private long? _least;
    private long _offset;
    private TimeSpan _movedAt;

    /// <summary>To be asked again and again.</summary>
    /// <param name="lag">How far the read model is behind now; null: there is none to ask.</param>
    /// <param name="now">By any clock that does not go back.</param>
    public bool IsExceeded(ReadLag? lag, TimeSpan now)
    {
        if (lag is not { } known)
        {
            _least = null;
            return false;
        }

        if (known.Offset != _offset || known.Rows == 0)
            (_offset, _movedAt) = (known.Offset, now);
        if (now - _movedAt > patience)
        {
            _least = null;
            return false;
        }

        _least = Math.Min(_least ?? known.Rows, known.Rows);
        return known.Rows - _least > rows;
    }
}
