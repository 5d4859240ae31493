using System.Collections.Concurrent;
using Fleet.Journal.Stores;
using Fleet.Protocol.Journal;

namespace Fleet.Journal.Postgres;

/// <summary>An appender on a thread of its own, so that a call which hangs can be left without cancelling it.</summary>
/// <remarks>
/// A transaction that waits for its standby must not be cancelled, as the driver does after its own timeout: that would make it visible
/// without being durable. Left alone it stays invisible, keeps the lock of the journal, and ends when the standby is back; then a look
/// finds it. What was left ends by itself, when the server answers or the connection breaks.
/// </remarks>
internal sealed class LeavableAppender : IStoreAppender
{
    /// <summary>A look or a probe is cancelled by the driver, which counts whole seconds, before it is left.</summary>
    private static readonly TimeSpan DriversTime = TimeSpan.FromSeconds(1);

    private readonly BlockingCollection<Action> _calls = [];
    private readonly Func<IStoreAppender> _open;
    private readonly TimeSpan _patience;
    private readonly Thread _thread;
    private TimeSpan _toOpen;
    private IStoreAppender? _appender;
    private bool _isLeft;

    /// <param name="open">Opens the connection; called when it is first needed.</param>
    /// <param name="toOpen">How long that may take.</param>
    /// <param name="patience">How long a call may take.</param>
    public LeavableAppender(Func<IStoreAppender> open, TimeSpan toOpen, TimeSpan patience)
    {
        (_open, _toOpen, _patience) = (open, toOpen, patience);
        _thread = new Thread(Run) { IsBackground = true, Name = "journal connection" };
        _thread.Start();
    }

    public DateTimeOffset Append(ReadOnlySpan<PendingWrite> writes, DateTimeOffset? now)
    {
        // A copy: who has left goes on with the list that they are in.
        var own = writes.ToArray();
        return Call(appender => appender.Append(own, now), _patience);
    }

    public IReadOnlyList<PendingWrite> Find(IReadOnlyList<PendingWrite> writes)
    {
        PendingWrite[] own = [.. writes];
        return Call(appender => appender.Find(own), _patience + DriversTime);
    }

    public JournalReplaced? MarkIfBehind(KnownRow known, DateTimeOffset? now) => Call(appender => appender.MarkIfBehind(known, now), _patience);

    public void Probe() => Call(appender =>
    {
        appender.Probe();
        return true;
    }, _patience + DriversTime);

    public void Dispose()
    {
        _calls.CompleteAdding();
        if (!_isLeft)
            _thread.Join();
    }

    private void Run()
    {
        foreach (var call in _calls.GetConsumingEnumerable())
            call();
        _appender?.Dispose();
        _calls.Dispose();
    }

    private T Call<T>(Func<IStoreAppender, T> call, TimeSpan patience)
    {
        var answer = new TaskCompletionSource<T>();
        _calls.Add(() =>
        {
            try
            {
                answer.SetResult(call(_appender ??= _open()));
            }
            catch (Exception e)
            {
                answer.SetException(e);
            }
        });
        patience += _toOpen;
        _isLeft = Task.WaitAny([answer.Task], patience) < 0;
        if (_isLeft)
            throw new TimeoutException($"The database has not answered for {patience.TotalSeconds:0.#} s.");
        _toOpen = TimeSpan.Zero;
        return answer.Task.GetAwaiter().GetResult();
    }
}
