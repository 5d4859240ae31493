using System.Data.Common;
using Fleet.Journal.Sql;

namespace Fleet.Journal.Reading;

/// <summary>Lends sources out, each to one thread at a time.</summary>
/// <param name="open">Opens one more; null while nobody has written to the journal.</param>
public sealed class JournalPool(Func<IJournalSource?> open) : IDisposable
{
    private readonly ConnectionPool<IJournalSource> _pool = new(
        () => open() ?? throw new EmptyJournalException(), most: 2 * Environment.ProcessorCount, keep: TimeSpan.FromMinutes(1));

    /// <summary>Asks the journal; when a source fails, all are opened anew.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="empty">The answer while nobody has written to the journal.</param>
    public T Ask<T>(Func<IJournalSource, T> ask, T empty)
    {
        if (_pool.TryTake(out var kept))
        {
            try
            {
                return Ask(kept, ask);
            }
            catch (DbException)
            {
                // Its connection may have broken while nobody used it.
            }
        }

        try
        {
            return Ask(_pool.Open(), ask);
        }
        catch (EmptyJournalException)
        {
            return empty;
        }
    }

    /// <summary>Those that are lent go when they come back.</summary>
    public void DropAll() => _pool.DropAll();

    /// <inheritdoc/>
    public void Dispose() => _pool.Dispose();

    private T Ask<T>(Lent<IJournalSource> source, Func<IJournalSource, T> ask)
    {
        try
        {
            var answer = ask(source.Connection);
            _pool.Return(source);
            return answer;
        }
        catch (Exception e)
        {
            source.Connection.Dispose();
            if (e is DbException)
                _pool.DropAll();
            throw;
        }
    }

    private sealed class EmptyJournalException : Exception;
}
