using Fleet.Journal.Sql;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Tables;

/// <summary>Brings the tables of one generation forward, inside a transaction of its caller.</summary>
/// <param name="database">The connection that writes.</param>
/// <param name="generation">Number of the generation.</param>
internal abstract class GenerationWriter(ISqlConnection database, int generation) : IDisposable
{
    private readonly ISqlStatement _advance = database.Prepare($"""
        UPDATE generation SET "offset" = ?3, recorded_at = ?4, checkpoint = ?5
        WHERE number = ?1 AND "offset" = ?2 AND stage <> {(int)GenerationStage.Retired} RETURNING 1
        """);

    private readonly ISqlStatement _checkpoint = database.Prepare($"""INSERT INTO checkpoint_{generation} ("offset", recorded_at) VALUES (?1, ?2)""");

    private readonly ISqlStatement _keep = database.Prepare($"""
        INSERT INTO count_history_{generation} (kind, group_name, facet, "offset", clients)
        SELECT kind, group_name, facet, ?1, clients FROM count_{generation} WHERE changed_at > ?2
        """);

    /// <summary>Null: somebody else was faster, and nothing was written.</summary>
    public Generation? Apply(Generation from, ProjectionBatch batch)
    {
        var to = from.After(batch);
        if (!Advance(from, to))
            return null;
        Count(Write(batch.Clients), batch.Offset);
        if (batch.Acts.Count > 0)
            Write(batch.Acts);
        if (batch.IsCheckpoint)
            Keep(batch, from.Checkpoint);
        return to;
    }

    /// <summary>The statements go; the connection is its caller's.</summary>
    public virtual void Dispose()
    {
        _advance.Dispose();
        _checkpoint.Dispose();
        _keep.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes clients, or removes those that do not exist any more.</summary>
    /// <returns>How the counts change by that.</returns>
    protected abstract CountChanges Write(IReadOnlyCollection<ClientChange> clients);

    /// <summary>Adds what operators did.</summary>
    protected abstract void Write(IReadOnlyList<RecordedAct> acts);

    /// <summary>Changes the counts.</summary>
    /// <param name="counts">By what.</param>
    /// <param name="offset">As of which they have changed.</param>
    protected abstract void Count(CountChanges counts, long offset);

    private bool Advance(Generation from, Generation to)
    {
        _advance.Bind(1, from.Number);
        _advance.Bind(2, from.Offset);
        _advance.Bind(3, to.Offset);
        _advance.Bind(4, to.RecordedAt!.Value.Ticks);
        _advance.Bind(5, to.Checkpoint);
        return _advance.First(static _ => true, otherwise: false);
    }

    private void Keep(ProjectionBatch batch, long lastCheckpoint)
    {
        _checkpoint.Bind(1, batch.Offset);
        _checkpoint.Bind(2, batch.RecordedAt.Ticks);
        _checkpoint.Run();
        _keep.Bind(1, batch.Offset);
        _keep.Bind(2, lastCheckpoint);
        _keep.Run();
    }
}
