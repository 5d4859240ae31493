using Akka.Event;
using Fleet.Actors.ReadModel.Projections;
using Fleet.Actors.ReadModel.Queries;

namespace Fleet.Actors.ReadModel.Projector;

/// <summary>Keeps in mind what a projection told, logs what somebody should know of, and wakes queries that wait for an offset.</summary>
internal sealed class ProjectionProgress(VisibleOffset visible, ILoggingAdapter log) : IProjectionWatch
{
    private long? _offset;
    private long? _building;
    private long _end;

    public ReadModelStatus Status() => new(_offset, _building, _end);

    public void Replaced(string reason) =>
        log.Warning("The read model is replaced: {0}. It is built from the journal, which goes on meanwhile.", reason);

    public void Damaged(Exception cause) => log.Error(cause, "The read model is damaged");

    public void Visible(long offset, int rows)
    {
        _offset = offset;
        _end = Math.Max(_end, offset);
        visible.Advance();
    }

    public void Overtaken(long offset) =>
        log.Warning("Another projector has gone on from offset {0}: nothing was written, going on from where it is.", offset);

    public void Building(long offset, long end)
    {
        if (_building is null && end > 0)
            log.Info("The read model is being built from the journal, which has {0} rows.", end);
        (_building, _end) = (offset, end);
    }

    public void Swapped(long offset)
    {
        // That of an empty journal is no news.
        if (offset > 0)
            log.Info("The read model is built, up to offset {0}.", offset);
        (_offset, _building) = (offset, null);
        visible.Advance();
    }
}
