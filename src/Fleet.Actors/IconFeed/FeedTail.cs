using Akka.Event;
using Fleet.Journal;
using Fleet.Journal.Questions;
using Fleet.Journal.Signals;
using Fleet.Protocol.Watch;

namespace Fleet.Actors.IconFeed;

/// <summary>Follows the journal's end for all live readers of a node: reads and decodes each row once, and wakes everybody. Idle while nobody reads.</summary>
internal sealed class FeedTail : IAsyncDisposable
{
    private readonly FeedJournal _journal;
    private readonly CommitSignal _signal;
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Pulse _wake = new();
    private readonly Pulse _news = new();
    private readonly QuestionGate _gate;
    private readonly Task _running;
    private int _readers;
    private int _isWoken;
    private long _toldAt;

    public FeedTail(FeedJournal journal, CommitSignal signal, FeedOptions options, TimeProvider time, ILoggingAdapter log)
    {
        _journal = journal;
        _signal = signal;
        _options = options;
        _time = time;
        _log = log;
        _toldAt = time.GetTimestamp();
        Window = new FeedWindow(options.WindowChanges);
        _signal.Committed += OnCommitted;
        // Its reads are the store's to answer: one that hangs keeps no thread of others'.
        _gate = new QuestionGate(new GateSettings("feed tail", Places: 1, Queue: 1, options.Patience));
        _running = Task.Run(Run);
    }

    /// <summary>What it found.</summary>
    public FeedWindow Window { get; }

    /// <summary>Ends when the window has grown, and every <see cref="FeedOptions.CheckpointEvery"/> if it does not.</summary>
    public Task Next => _news.Next;

    /// <summary>How many readers there are.</summary>
    public int Readers => Volatile.Read(ref _readers);

    /// <summary>One reader more.</summary>
    public void Join()
    {
        Interlocked.Increment(ref _readers);
        Wake();
    }

    /// <summary>One reader less.</summary>
    public void Leave()
    {
        Interlocked.Decrement(ref _readers);
        Wake();
    }

    /// <summary>Stops; readers are not woken any more.</summary>
    public async ValueTask DisposeAsync()
    {
        _signal.Committed -= OnCommitted;
        await _stop.CancelAsync();
        await _running;
        _gate.Dispose();
        _stop.Dispose();
    }

    private async Task Run()
    {
        while (!_stop.IsCancellationRequested)
        {
            // Before the look: a commit after it ends this task.
            var woken = _wake.Next;
            Interlocked.Exchange(ref _isWoken, 0);
            if (await Look() is not { } pause)
                continue;
            await Pause(pause);
            await (Readers == 0 ? Until(woken) : Task.WhenAny(woken, Pause(_options.Poll)));
        }
    }

    /// <summary>Takes in a batch.</summary>
    /// <returns>How long not to look again, whatever happens; null: there may be more already.</returns>
    private async Task<TimeSpan?> Look()
    {
        if (Readers == 0)
        {
            Window.Close();
            return TimeSpan.Zero;
        }

        try
        {
            var rows = await _gate.Ask(Advance, _stop.Token);
            Tell(isNews: rows > 0);
            return rows == _options.TailRows ? null : rows > 0 ? _options.Pace + (Readers * _options.PacePerReader) : TimeSpan.Zero;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception e)
        {
            // Whatever it was, readers keep what they have, and nothing but another try can help.
            _log.Error(e, "The feed of icon changes does not follow the journal; trying again in {0}", _options.RetryAfter);
            Tell(isNews: false);
            return _options.RetryAfter;
        }
    }

    private int Advance()
    {
        // Some of what has been is taken in too: readers that come back together after a restart find it here.
        if (!Window.IsOpen)
            Window.Open(Math.Max(0, _journal.End() - _options.WindowChanges));
        var stretch = _journal.ReadAfter(Window.End, _options.TailRows, WatchFilter.All);
        // Whoever reads live goes by the journal once: there it learns whether it was told what is not true any more.
        if (stretch.ReplacedAt is { } place)
        {
            Window.Open(place);
            stretch = stretch with { Changes = [.. stretch.Changes.Where(change => change.Offset > place)] };
        }

        if (stretch.Rows > 0)
            Window.Append(stretch.Changes, stretch.UpTo);
        return stretch.Rows;
    }

    private void Tell(bool isNews)
    {
        if (!isNews && _time.GetElapsedTime(_toldAt) < _options.CheckpointEvery)
            return;
        _toldAt = _time.GetTimestamp();
        _news.Beat();
    }

    /// <summary>On the journal's threads.</summary>
    private void OnCommitted(object? sender, EventArgs e)
    {
        if (Readers > 0)
            Wake();
    }

    /// <summary>One wake, however many commits it stands for.</summary>
    private void Wake()
    {
        if (Interlocked.Exchange(ref _isWoken, 1) == 0)
            _wake.Beat();
    }

    private Task Pause(TimeSpan time) => Until(Task.Delay(time, _time, _stop.Token));

    /// <summary>Waits for a task, or for the end.</summary>
    private async Task Until(Task task) => await task.WaitAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
