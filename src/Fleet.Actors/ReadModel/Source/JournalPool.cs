using System.Collections.Concurrent;
using System.Data.Common;

namespace Fleet.Actors.ReadModel.Source;

/// <summary>Lends sources out, each to one thread at a time.</summary>
/// <param name="open">Opens one more; null while nobody has written to the journal.</param>
internal sealed class JournalPool(Func<IJournalSource?> open) : IDisposable
{
    private readonly ConcurrentBag<IJournalSource> _idle = [];

    /// <summary>Asks the journal; a source that failed is not used again.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="empty">The answer while nobody has written to the journal.</param>
    public T Ask<T>(Func<IJournalSource, T> ask, T empty)
    {
        if (_idle.TryTake(out var idle))
        {
            try
            {
                return Ask(idle, ask);
            }
            catch (DbException)
            {
                // Its connection may have broken while nobody used it; so may those of the others.
                Dispose();
            }
        }

        return open() is { } source ? Ask(source, ask) : empty;
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var source))
            source.Dispose();
    }

    private T Ask<T>(IJournalSource source, Func<IJournalSource, T> ask)
    {
        try
        {
            var answer = ask(source);
            _idle.Add(source);
            return answer;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }
}
