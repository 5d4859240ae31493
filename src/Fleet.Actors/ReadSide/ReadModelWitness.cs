using System.Diagnostics.Metrics;
using Fleet.Journal.Stores;
using Fleet.Protocol.Journal;
using Fleet.ReadModel;
using Fleet.ReadModel.Store;

namespace Fleet.Actors.ReadSide;

/// <summary>The read model remembers how far the journal went that it was built from.</summary>
public sealed class ReadModelWitness : IJournalWitness, IDisposable
{
    private readonly Meter _meter = new("Fleet.Succession");
    private readonly Lock _gate = new();
    private readonly IReadStore _store;
    private readonly List<Action<JournalReplaced>> _listeners = [];
    private JournalReplaced? _found;

    /// <param name="store">The journal's.</param>
    /// <param name="file">The read model's file, where it is in one.</param>
    public ReadModelWitness(IStoreSettings store, string file)
    {
        _store = ReadStores.Of(store, file);
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
    public KnownRow? Furthest() => _store.Furthest();

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
    public void Dispose()
    {
        _meter.Dispose();
        _store.Dispose();
    }
}
