using System.Diagnostics;
using System.Globalization;
using Akka.Event;
using Fleet.Actors.IconFeed;
using Fleet.Journal;
using Fleet.Journal.Sqlite;
using Fleet.Journal.Reading;
using Fleet.Benchmarks.Memory;
using Fleet.Benchmarks.Queries;
using Fleet.Protocol.Watch;

namespace Fleet.Benchmarks.Feed;

/// <summary>How much live readers of the icon changes slow ingest: one thread writes all it can, without and with them, in turns.</summary>
internal static class FeedBenchmark
{
    private const int Rounds = 3;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    public static async Task<int> Run(string[] args)
    {
        var readers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000;
        using var folder = new TemporaryFolder();
        var settings = new SqliteSettings(folder.File("journal.db"), "WAL", "FULL", 64 << 20, 20_000, 16 << 20, TimeSpan.FromSeconds(5));
        using var journal = settings.OpenStore();
        var fleet = new SyntheticFleet(20_000, journal, seed: 1);
        fleet.Begin();
        var signal = new CommitSignal();
        await using var feed = new FleetFeed(() => settings.OpenJournal("benchmark"), signal, FeedOptions.Default, TimeProvider.System, NoLogger.Instance);
        foreach (var (name, perSecond) in ((string, int)[])[("5,000 reports/s", 5_000), ("full ingest", int.MaxValue)])
        {
            var (alone, beside, told) = (new List<double>(), new List<double>(), 0L);
            for (var round = 0; round < Rounds; round++)
            {
                alone.Add(Ingest(fleet, signal, perSecond));
                await using var crowd = await Crowd.Come(feed, readers);
                beside.Add(Ingest(fleet, signal, perSecond));
                told += crowd.Told;
            }

            var (before, after) = (alone.Order().ElementAt(Rounds / 2), beside.Order().ElementAt(Rounds / 2));
            Console.WriteLine(
                $"{name}: alone {before:N0} rows/s, beside {readers:N0} readers {after:N0} rows/s: {after / before:N2}; "
                + $"each was told {told / (Rounds * Round.TotalSeconds * readers):N0} changes/s");
        }

        return 0;
    }

    private static double Ingest(SyntheticFleet fleet, CommitSignal signal, int perSecond)
    {
        const int most = 500;
        var (start, written) = (Stopwatch.GetTimestamp(), 0L);
        while (Stopwatch.GetElapsedTime(start) < Round)
        {
            var due = perSecond == int.MaxValue ? most : (int)Math.Min(most, (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond) - written);
            fleet.Change(due);
            signal.Raise();
            written += due;
            if (due < most)
                Thread.Sleep(Tick);
        }

        return written / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Readers that take all they are told, as bytes, like a stream to a browser does.</summary>
    private sealed class Crowd : IAsyncDisposable
    {
        private readonly CancellationTokenSource _leave = new();
        private readonly List<Task> _readers = [];
        private long _told;

        public long Told => Interlocked.Read(ref _told);

        public static async Task<Crowd> Come(FleetFeed feed, int readers)
        {
            var crowd = new Crowd();
            for (var i = 0; i < readers; i++)
            {
                var reader = await feed.Open(new WatchQuery(null, "after", WatchFilter.All), CancellationToken.None);
                crowd._readers.Add(Task.Run(() => crowd.Read(reader)));
            }

            return crowd;
        }

        public async ValueTask DisposeAsync()
        {
            await _leave.CancelAsync();
            await Task.WhenAll(_readers);
            _leave.Dispose();
        }

        private async Task Read(FeedReader reader)
        {
            using var open = reader;
            var buffer = new byte[1_024];
            try
            {
                await foreach (var delivery in open.Follow(_leave.Token))
                {
                    foreach (var change in delivery.Changes)
                        change.Json.Span.CopyTo(buffer);
                    Interlocked.Add(ref _told, delivery.Changes.Count);
                }
            }
            catch (OperationCanceledException)
            {
                // It leaves.
            }
        }
    }
}
