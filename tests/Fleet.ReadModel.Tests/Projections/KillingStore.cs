using System.Collections;
using Fleet.Journal.Stores;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Tests.Projections;

/// <summary>A store whose user dies at one of the calls that write.</summary>
/// <param name="store">The store.</param>
/// <param name="moment">After a third so many calls, and there before, inside or after the call.</param>
internal sealed class KillingStore(IReadStore store, int moment) : IReadStore
{
    private int _calls;

    public string Name => store.Name;

    public bool IsDistrusted => store.IsDistrusted;

    public string? Prepare(string? distrust = null) => Killing(() => store.Prepare(distrust));

    public IReadOnlyList<Generation> Generations() => store.Generations();

    public void BeginGeneration() => Killing<object?>(() =>
    {
        store.BeginGeneration();
        return null;
    });

    public Generation? Commit(Generation from, Func<Generation, ProjectionBatch?> next) => Killing(() => store.Commit(
        from, at => next(at) is not { } batch ? null : _calls > moment / 3 && moment % 3 == 1 ? batch with { Clients = new Deadly(batch.Clients) } : batch));

    public bool BuildNextIndex(Generation generation) => Killing(() => store.BuildNextIndex(generation));

    public bool Serve(Generation building, Generation? serving) => Killing(() => store.Serve(building, serving));

    public bool DropNext() => Killing(store.DropNext);

    public IReadSnapshot Snapshot() => store.Snapshot();

    public KnownRow? Furthest() => store.Furthest();

    public void Forget() => store.Forget();

    public void DropReaders() => store.DropReaders();

    public bool IsDamage(Exception exception) => store.IsDamage(exception);

    public void Dispose() => store.Dispose();

    private T Killing<T>(Func<T> call)
    {
        if (_calls++ < moment / 3)
            return call();
        if (moment % 3 > 0)
            call();
        throw new KilledException();
    }

    /// <summary>Ends with its user's death, in the middle of a transaction.</summary>
    private sealed class Deadly(IReadOnlyCollection<ClientChange> changes) : IReadOnlyCollection<ClientChange>
    {
        public int Count => changes.Count;

        public IEnumerator<ClientChange> GetEnumerator()
        {
            foreach (var change in changes)
                yield return change;
            throw new KilledException();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

/// <summary>Nobody catches it but the test.</summary>
public sealed class KilledException : Exception;
