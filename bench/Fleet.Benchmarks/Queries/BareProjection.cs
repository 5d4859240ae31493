using System.Diagnostics;
using Fleet.ReadModel.Projections;
using Fleet.Journal.Reading;
using Fleet.ReadModel.Sqlite;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables;
using Fleet.Journal.Sql.Sqlite;

namespace Fleet.Benchmarks.Queries;

/// <summary>The same client rows, written by nothing but a prepared upsert into the same table with the same indexes: no journal, no decoding, no counts.</summary>
internal sealed class BareProjection : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _upsert;

    /// <param name="file">A copy of the read model.</param>
    public BareProjection(string file)
    {
        _database = SqliteDatabase.Open(
            SqliteDatabase.ConnectionString(file), TimeSpan.FromSeconds(5), "synchronous = NORMAL", "cache_size = -262144", "wal_autocheckpoint = 40000");
        _upsert = _database.Prepare($"""
            INSERT INTO client_1 ({ClientColumns.List}) VALUES ({ClientBinding.Parameters})
            ON CONFLICT DO UPDATE SET {ClientBinding.Assignments}
            """);
    }

    public void Write(ProjectionBatch batch)
    {
        _database.Run("BEGIN IMMEDIATE");
        foreach (var change in batch.Clients)
        {
            ClientBinding.Bind(_upsert, change.Record);
            _upsert.Run();
        }

        _database.Run("COMMIT");
    }

    /// <summary>Batches of a size, projected and, in turn, written bare.</summary>
    public static void Compare(SyntheticFleet fleet, Projection projection, Func<IJournalSource?> openJournal, string readFile, int rows, int times)
    {
        var copy = readFile + ".bare";
        using (var database = SqliteDatabase.Open(SqliteDatabase.ConnectionString(readFile), TimeSpan.FromSeconds(5)))
            database.Run($"VACUUM INTO '{copy}'");
        using var journal = openJournal()!;
        var (ours, theirs, cpu) = (new List<TimeSpan>(), new List<TimeSpan>(), TimeSpan.Zero);
        using (var bare = new BareProjection(copy))
        {
            for (var i = 0; i < times; i++)
            {
                var end = journal.End()!.Value.Offset;
                fleet.Change(rows);
                var used = Environment.CpuUsage.TotalTime;
                ours.Add(Took(() => LiveFleet.Project(projection)));
                cpu += Environment.CpuUsage.TotalTime - used;
                var batch = BatchFold.Of(new Generation(1, GenerationStage.Serving, end, null, end), journal.ReadAfter(end, rows), rows);
                theirs.Add(Took(() => bare.Write(batch)));
            }
        }

        File.Delete(copy);
        var (our, their) = (rows / ours.Order().ElementAt(times / 2).TotalSeconds, rows / theirs.Order().ElementAt(times / 2).TotalSeconds);
        Console.WriteLine(
            $"projected {rows:N0} rows at a time: {our:N0} rows/s, bare {their:N0} rows/s: {our / their:N2}; {cpu.TotalMicroseconds / (rows * times):N0} µs of CPU a row");
    }

    public void Dispose()
    {
        _upsert.Dispose();
        _database.Dispose();
    }

    private static TimeSpan Took(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start);
    }
}
