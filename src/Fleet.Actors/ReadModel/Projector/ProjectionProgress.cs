using Akka.Event;
using Fleet.Actors.ReadModel.Projections;
using Fleet.Actors.ReadModel.Queries;

namespace Fleet.Actors.ReadModel.Projector;

/// <summary>Logs what somebody should know of a projection, and wakes queries that wait for an offset.</summary>
internal sealed class ProjectionProgress(VisibleOffset visible, ILoggingAdapter log) : IProjectionWatch
{
    private bool _isBuilding;

    public void Replaced(string reason)
    {
        visible.Lost();
        log.Warning("The read model is replaced: {0}. It is built from the journal, which goes on meanwhile.", reason);
    }

    public void Damaged(Exception cause) => log.Error(cause, "The read model is damaged");

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
