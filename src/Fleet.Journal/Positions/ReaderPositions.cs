using Fleet.Journal.Sql;

namespace Fleet.Journal.Positions;

/// <summary>
/// How far readers have come who work the journal off and tell somebody else: durable, and beside the journal, as it is no part of what
/// happened. A backup does not have it. Used by any number of threads, one at a time.
/// </summary>
/// <param name="open">Opens the store once more; called again after a failure.</param>
public sealed class ReaderPositions(Func<ISqlConnection> open) : IDisposable
{
    private readonly Lock _gate = new();
    private ISqlConnection? _store;

    /// <summary>The offset up to which a reader has worked everything off; null: it has never begun.</summary>
    public long? Of(string reader) => Ask(store =>
    {
        using var select = store.Prepare("""SELECT "offset" FROM reader_position WHERE reader = ?1""");
        select.Bind(1, reader);
        return select.First<long?>(row => row.Int64(0), null);
    });

    /// <summary>A reader comes from one offset to another.</summary>
    /// <param name="reader">Its name.</param>
    /// <param name="from">Where it was; null: it begins.</param>
    /// <param name="to">Where it is.</param>
    /// <returns>False: it was not there, as somebody else has moved it, and nothing was changed.</returns>
    public bool Move(string reader, long? from, long to) => Ask(store =>
    {
        using var move = store.Prepare(from is null
            ? """INSERT INTO reader_position (reader, "offset") VALUES (?1, ?2) ON CONFLICT (reader) DO NOTHING RETURNING 1"""
            : """UPDATE reader_position SET "offset" = ?2 WHERE reader = ?1 AND "offset" = ?3 RETURNING 1""");
        move.Bind(1, reader);
        move.Bind(2, to);
        if (from is { } there)
            move.Bind(3, there);
        return move.First(static _ => true, otherwise: false);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
            Close();
    }

    private T Ask<T>(Func<ISqlConnection, T> ask)
    {
        lock (_gate)
        {
            try
            {
                return ask(_store ??= Open());
            }
            catch
            {
                // The next one begins with a new connection.
                Close();
                throw;
            }
        }
    }

    private ISqlConnection Open()
    {
        var store = open();
        try
        {
            if (store.Number(store.Dialect.CountOf("reader_position")) == 0)
                store.Run(store.Dialect.Table("""CREATE TABLE IF NOT EXISTS reader_position (reader TEXT NOT NULL PRIMARY KEY, "offset" INTEGER NOT NULL) WITHOUT ROWID"""));
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private void Close()
    {
        _store?.Dispose();
        _store = null;
    }
}
