using Fleet.Actors.Sqlite;
using Microsoft.Data.Sqlite;

namespace Fleet.Actors.ReadModel.Sqlite;

/// <summary>
/// Copies what has been committed from the write-ahead log into the file, from a thread and a connection of its own: the projector
/// would stand still for that long, and leaves only the rest to its own checkpoints.
/// </summary>
internal sealed class BackgroundCheckpoint : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly SqliteDatabase _database;
    private readonly ManualResetEventSlim _end = new();
    private readonly Thread _thread;

    /// <param name="database">A connection that may write; disposed of at the end.</param>
    public BackgroundCheckpoint(SqliteDatabase database)
    {
        _database = database;
        _thread = new Thread(Run) { IsBackground = true, Name = "read model checkpoint" };
        _thread.Start();
    }

    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _end.Dispose();
        _database.Dispose();
    }

    private void Run()
    {
        while (!_end.Wait(Interval))
        {
            try
            {
                // Does what can be done without waiting for anybody.
                _database.Run("PRAGMA wal_checkpoint(PASSIVE)");
            }
            catch (SqliteException)
            {
                // The projector writes the same file: it meets the same fault, and says so.
            }
        }
    }
}
