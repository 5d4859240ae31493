using Akka.Actor;
using Akka.Event;
using Fleet.Journal;
using Fleet.ReadModel.Queries;
using Fleet.Journal.Reading;
using Fleet.Protocol.Watch;

namespace Fleet.Actors.IconFeed;

/// <summary>The stream of icon changes, as one node offers it: any number of readers, each from an offset of its own.</summary>
public sealed class FleetFeed : IAsyncDisposable
{
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly FeedJournal _journal;
    private readonly FeedTail _tail;
    private readonly FeedMetrics _metrics;

    internal FleetFeed(Func<IJournalSource?> openJournal, CommitSignal signal, FeedOptions options, TimeProvider time, ILoggingAdapter log)
    {
        _options = options;
        _time = time;
        _journal = new FeedJournal(openJournal, options.Patience);
        _tail = new FeedTail(_journal, signal, options, time, log);
        _metrics = new FeedMetrics(() => _tail.Readers);
    }

    /// <summary>The feed of a system with the fleet's journal.</summary>
    /// <param name="system">With the files of hocon/.</param>
    /// <param name="time">The server's clock.</param>
    public static FleetFeed Start(ActorSystem system, TimeProvider time)
    {
        var journal = FleetJournalExtension.Of(system);
        return new FleetFeed(() => journal.Settings.Store.OpenJournal("feed"), journal.Signal, FeedOptions.Default, time, Logging.GetLogger(system, typeof(FleetFeed)));
    }

    /// <summary>A new reader; to be disposed of.</summary>
    /// <param name="query">From where, and what.</param>
    /// <param name="cancel">Ends the wait for the journal.</param>
    /// <exception cref="QueryException">The journal has not come to the offset yet, or is another one than that of the offset.</exception>
    public async Task<FeedReader> Open(WatchQuery query, CancellationToken cancel)
    {
        var (after, end) = await _journal.InTurn(
            journal =>
            {
                journal.Accept(query.After ?? 0, query.AfterName);
                var end = journal.End();
                return (query.After ?? (query.From is { } from ? journal.At(from, _time.GetUtcNow()) : end), end);
            },
            cancel);

        return new FeedReader(_journal, _tail, _metrics, _options, _time, query.Filter, after, end);
    }

    /// <summary>The offset of the journal's last row; 0 while there is none.</summary>
    /// <param name="cancel">Ends the wait for the journal.</param>
    public Task<long> End(CancellationToken cancel) => _journal.InTurn(journal => journal.End(), cancel);

    /// <summary>To be called when no reader is left.</summary>
    public async ValueTask DisposeAsync()
    {
        await _tail.DisposeAsync();
        _metrics.Dispose();
        _journal.Dispose();
    }
}
