using Microsoft.Data.Sqlite;

namespace Fleet.Journal.Sql.Sqlite;

/// <summary>
/// Copies what has been committed from a write-ahead log into its file, from a thread and a connection of its own: a writer would
/// stand still for that long, and is left only the rest. So the log stays small, and with it what one damaged byte of it takes away:
/// SQLite drops all that follows. At rest, and at the end, it is emptied.
/// </summary>
public sealed class BackgroundCheckpoint : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the last one waits for readers.</summary>
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(2);

    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private readonly Thread _thread;
    private long _frames;

    /// <param name="database">A connection that may write; disposed of at the end.</param>
    /// <param name="name">Of the thread.</param>
    /// <param name="time">Measures the time between two.</param>
    public BackgroundCheckpoint(SqliteDatabase database, string name, TimeProvider time)
    {
        _database = database;
        _time = time;
        // What cannot be done without waiting for anybody is left to the next time.
        _database.Run("PRAGMA busy_timeout = 0");
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Copies the rest, and waits for readers for two seconds at the most.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _thread.Join();
        _end.Dispose();
        try
        {
            _database.Run($"PRAGMA busy_timeout = {(int)LastWait.TotalMilliseconds}");
            Copy("TRUNCATE");
        }
        catch (SqliteException)
        {
            // What is not copied stays in the log, whole; the next one who opens the file has it.
        }

        _database.Dispose();
    }

    private void Run()
    {
        while (Rest())
        {
            try
            {
                var before = _frames;
                var (frames, copied) = Copy("PASSIVE");
                _frames = frames;
                // Nothing came since the last time: there is nothing to copy while writers are kept out.
                if (frames > 0 && frames == copied && frames == before)
                    Copy("TRUNCATE");
            }
            catch (SqliteException)
            {
                // Who writes the same file meets the same fault, and says so.
            }
        }
    }

    /// <returns>False: it is over.</returns>
    private bool Rest()
    {
        Task.Delay(Interval, _time, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        return !_end.IsCancellationRequested;
    }

    /// <returns>Frames in the log, and how many of them are in the file.</returns>
    private (long Frames, long Copied) Copy(string mode)
    {
        using var checkpoint = _database.Prepare($"PRAGMA wal_checkpoint({mode})");
        return checkpoint.First(row => (row.Int64(1), row.Int64(2)), default);
    }
}
