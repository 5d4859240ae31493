using System.Diagnostics.Metrics;
using Fleet.Journal.Postgres;
using Fleet.Journal.Stores;
using Fleet.Journal.Sql.Postgres;
using Fleet.ReadModel.Postgres;
using Fleet.ReadModel.Sqlite;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables;
using Fleet.Journal.Sql;
using Fleet.Journal.Sql.Sqlite;
using Fleet.Protocol.Journal;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fleet.Actors.ReadSide;

/// <summary>The read model remembers how far the journal went that it was built from.</summary>
public sealed class ReadModelWitness : IJournalWitness, IDisposable
{
    private readonly Meter _meter = new("Fleet.Succession");
    private readonly Lock _gate = new();
    private readonly Func<ISqlConnection?> _open;
    private readonly List<Action<JournalReplaced>> _listeners = [];
    private JournalReplaced? _found;

    /// <param name="store">The journal's.</param>
    /// <param name="file">The read model's file, where it is in one.</param>
    public ReadModelWitness(IStoreSettings store, string file)
    {
        _open = store is PostgresSettings postgres ? () => Open(postgres) : () => File.Exists(file) ? new ReadFile(file).OpenToRead() : null;
        _meter.CreateObservableGauge(
            "fleet_journal_missing_rows", () => Found?.MissingRows ?? 0, description: "Acknowledged rows that the journal was found to miss by this process, at least.");
    }

    /// <summary>What was found last; null: the journal is the one that the read model was built from.</summary>
    public JournalReplaced? Found
    {
        get
        {
            lock (_gate)
                return _found;
        }
    }

    /// <inheritdoc/>
    public KnownRow? Furthest()
    {
        try
        {
            using var tables = _open();
            if (tables is null || tables.Number(tables.Dialect.CountOf("generation")) == 0)
                return null;
            using var furthest = tables.Prepare(
                $"""SELECT "offset", recorded_at FROM generation WHERE stage <> {(int)GenerationStage.Retired} AND "offset" > 0 ORDER BY "offset" DESC LIMIT 1""");
            return furthest.Step() ? new KnownRow(furthest.Int64(0), furthest.Int64OrNull(1) is { } ticks ? ClientColumns.Ticks(ticks) : null) : null;
        }
        catch (SqliteException e) when (SqliteDatabase.IsDamage(e))
        {
            // It knows nothing any more; its projector replaces it, and says so.
            return null;
        }
    }

    /// <inheritdoc/>
    public void Replaced(JournalReplaced how)
    {
        Action<JournalReplaced>[] listeners;
        lock (_gate)
        {
            if (_found == how)
                return;
            _found = how;
            listeners = [.. _listeners];
        }

        foreach (var listener in listeners)
            listener(how);
    }

    /// <summary>Has somebody called once for each journal that is found, from now on, to have taken another one's place.</summary>
    public void Tell(Action<JournalReplaced> listener)
    {
        lock (_gate)
            _listeners.Add(listener);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static PostgresConnection Open(PostgresSettings settings) => PostgresConnection.Open(
        new NpgsqlConnectionStringBuilder(settings.ConnectionStringFor("witness")) { SearchPath = PostgresReadStore.SchemaOf(settings) }.ToString());
}
