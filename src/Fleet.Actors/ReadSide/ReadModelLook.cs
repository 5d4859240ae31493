using Fleet.Journal.Questions;
using Fleet.ReadModel.Queries;

namespace Fleet.Actors.ReadSide;

/// <summary>
/// Looks at the read model again and again, and keeps what it saw last: who shows a gauge, judges health or holds ingest takes that, and waits for no
/// store.
/// </summary>
public sealed class ReadModelLook : IAsyncDisposable
{
    /// <summary>While somebody waits for an offset that another node makes visible.</summary>
    private static readonly TimeSpan Eager = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks from one count of the clients, and of damaged rows, to the next.</summary>
    private const int CountEvery = 4;

    private readonly FleetQueries _queries;
    private readonly VisibleOffset _visible;
    private readonly TimeSpan _every;
    private readonly TimeSpan _patience;
    private readonly int _groups;
    private readonly TimeProvider _time;
    private readonly QuestionGate _gate;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private volatile Seen _seen;
    private volatile string? _fault;
    private int _looks;

    /// <param name="queries">Of this node.</param>
    /// <param name="visible">Is told what queries see.</param>
    /// <param name="store">Where they are answered from, for people.</param>
    /// <param name="every">How often it looks.</param>
    /// <param name="patience">How long the store may owe an answer.</param>
    /// <param name="groups">How many groups are counted one by one.</param>
    /// <param name="time">The server's clock.</param>
    internal ReadModelLook(FleetQueries queries, VisibleOffset visible, string store, TimeSpan every, TimeSpan patience, int groups, TimeProvider time)
    {
        (_queries, _visible, Store, _every, _patience, _groups, _time) = (queries, visible, store, every, patience, groups, time);
        _gate = new QuestionGate(new GateSettings("read model look", Places: 1, Queue: 1, patience), queries.DropConnections);
        _seen = new Seen(null, null, null, time.GetTimestamp());
        _running = Run();
    }

    /// <summary>Where questions are answered from, for people.</summary>
    public string Store { get; }

    /// <summary>How long ago the store answered last; since the start, where it never has.</summary>
    public TimeSpan Age => _time.GetElapsedTime(_seen.At);

    /// <summary>How far queries are behind the journal; null: that is not known now.</summary>
    public ReadLag? Lag => Age < _patience ? _seen.Lag : null;

    /// <summary>What was seen last, however long ago; null: nothing.</summary>
    public ReadLag? LastLag => _seen.Lag;

    /// <summary>The counts that were seen last; null: none.</summary>
    public FleetFigures? Counts => _seen.Counts;

    /// <summary>How many rows of the journal cannot be read, as it was seen last; null: that is not known.</summary>
    public long? DamagedRows => _seen.DamagedRows;

    /// <summary>What is wrong with the store, in a sentence; null: nothing.</summary>
    public string? Fault => Age < _patience ? null : $"{Store} has not answered for {Age.TotalSeconds:0} s{(_fault is { } fault ? $": {fault.TrimEnd('.')}" : "")}.";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _gate.Dispose();
        _stop.Dispose();
    }

    private async Task Run()
    {
        try
        {
            while (true)
            {
                await Look();
                await Task.Delay(_visible.IsWaitedFor && Eager < _every ? Eager : _every, _time, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
    }

    private async Task Look()
    {
        try
        {
            _seen = await _gate.Ask(See, _stop.Token);
            if (_seen.Lag is { } lag)
                _visible.Seen(lag.Offset);
            _fault = null;
        }
        catch (QueryException e) when (e.Code == QueryFault.Rebuilding)
        {
            // The store is there; there is nothing to see in it yet.
            _visible.Lost();
            _seen = new Seen(null, null, null, _time.GetTimestamp());
        }
        catch (QuestionRefusedException)
        {
            _fault = null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            // Whatever it is, the projector meets it, too, and tells; here it counts as no answer.
            _fault = e.Message;
        }
    }

    /// <remarks>Counts take longer where there are many groups, and nobody looks at them that often.</remarks>
    private Seen See()
    {
        var lag = _queries.Lag(_time.GetUtcNow());
        return _looks++ % CountEvery == 0 || _seen.Counts is null
            ? new Seen(lag, _queries.Figures(_groups), _queries.Damage(most: 0).Rows, _time.GetTimestamp())
            : _seen with { Lag = lag, At = _time.GetTimestamp() };
    }

    private sealed record Seen(ReadLag? Lag, FleetFigures? Counts, long? DamagedRows, long At);
}
