using Akka.Event;
using Fleet.Journal;
using Fleet.ReadModel.Projections;
using Fleet.ReadModel.Queries;

namespace Fleet.Actors.ReadSide;

/// <summary>Logs what somebody should know of a projection, and wakes queries that wait for an offset.</summary>
internal sealed class ProjectionProgress(VisibleOffset visible, ILoggingAdapter log) : IProjectionWatch
{
    /// <summary>A row more need not have a line of its own: the read model has them all.</summary>
    private const int MostLines = 10;

    private bool _isBuilding;

    public void Replaced(string reason)
    {
        visible.Lost();
        log.Warning("The read model is replaced: {0}. It is built from the journal, which goes on meanwhile.", reason);
    }

    public void Damaged(Exception cause) => log.Error(cause, "The read model is damaged");

    public void LeftOut(IReadOnlyList<DamagedRow> rows)
    {
        foreach (var row in rows.Take(MostLines))
            log.Error("{0}. The read model and the feed leave it out. See \"A damaged row\" in docs/operations.md.", row);
        if (rows.Count > MostLines)
            log.Error("{0} more rows cannot be read, up to offset {1}: the table damaged_row of the read model names them.", rows.Count - MostLines, rows[^1].Offset);
    }

    public void Visible(long offset, int rows) => visible.Seen(offset);

    public void Overtaken(long offset) =>
        log.Warning("Another projector has gone on from offset {0}: nothing was written, going on from where it is.", offset);

    public void Building(long offset, long end)
    {
        if (!_isBuilding && end > 0)
            log.Info("The read model is being built from the journal, which ends at offset {0}.", end);
        _isBuilding = true;
    }

    public void Swapped(long offset)
    {
        // That of an empty journal is no news.
        if (offset > 0)
            log.Info("The read model is built, up to offset {0}.", offset);
        _isBuilding = false;
        visible.Seen(offset);
    }
}
