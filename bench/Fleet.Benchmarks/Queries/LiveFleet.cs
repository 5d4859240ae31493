using System.Collections.Concurrent;
using System.Diagnostics;
using Fleet.Journal;
using Fleet.ReadModel.Projections;
using Fleet.ReadModel.Queries;

namespace Fleet.Benchmarks.Queries;

/// <summary>Reports come in at a rate, on a thread of their own, and are projected on another one, at the projector's pace.</summary>
internal sealed class LiveFleet : IDisposable
{
    /// <summary>As hocon/read-model.conf says.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _ingest;
    private readonly Thread _projector;
    private readonly FleetQueries _queries;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly List<long> _lags = [];
    private readonly Admission _door;
    private readonly long _lagBefore;
    private readonly long _endBefore;
    private readonly ConcurrentQueue<(long Offset, long AckedAt)> _acks = [];
    private readonly List<double> _visible = [];
    private long _written;

    private LiveFleet(SyntheticFleet fleet, Projection projection, FleetQueries queries, Admission door, int perSecond)
    {
        _door = door;
        _queries = queries;
        var before = Lag();
        (_lagBefore, _endBefore) = (before.Rows, before.Offset + before.Rows);
        _ingest = new Thread(() => Ingest(fleet, perSecond)) { Name = "ingest" };
        _projector = new Thread(() => Follow(projection)) { Name = "projector" };
        _ingest.Start();
        _projector.Start();
    }

    /// <param name="fleet">Whose reports.</param>
    /// <param name="projection">Projects them.</param>
    /// <param name="queries">Tell the lag.</param>
    /// <param name="door">Is asked before each batch.</param>
    /// <param name="perSecond">Reports; <see cref="int.MaxValue"/>: as many as the disk takes.</param>
    public static LiveFleet Start(SyntheticFleet fleet, Projection projection, FleetQueries queries, Admission door, int perSecond) =>
        new(fleet, projection, queries, door, perSecond);

    /// <summary>Projects all that is there.</summary>
    public static void Project(Projection projection)
    {
        while (projection.Step())
        {
        }
    }

    /// <summary>Ends it; returns what it was like.</summary>
    public string Stop()
    {
        var seconds = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        var left = Lag().Rows;
        Dispose();
        return $"{_written / seconds:N0} reports/s came in, {(_written - left + _lagBefore) / seconds:N0} rows/s were projected; "
            + $"visible after p50 {At(_visible, 0.5):N0} ms, p99 {At(_visible, 0.99):N0} ms; lag p50 {_lags.Order().ElementAt(_lags.Count / 2):N0} rows, at most {Math.Max(left, _lags.Max()):N0}, at the end {left:N0}";
    }

    public void Dispose()
    {
        _stop.Cancel();
        _ingest.Join();
        _projector.Join();
    }

    private void Ingest(SyntheticFleet fleet, int perSecond)
    {
        const int most = 2_000;
        var began = Stopwatch.GetTimestamp();
        while (!_stop.IsCancellationRequested)
        {
            var due = perSecond == int.MaxValue ? most : (int)Math.Min(most, (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond) - _written);
            if (_door.Enter() is { RetryAfter: { } later })
            {
                _stop.Token.WaitHandle.WaitOne(later);
                continue;
            }

            if (due > 0)
                fleet.Change(due);
            _door.Exit();
            _written += due;
            _acks.Enqueue((_endBefore + _written, Stopwatch.GetTimestamp()));
            if (perSecond != int.MaxValue && due < most)
                _stop.Token.WaitHandle.WaitOne(Tick);
        }
    }

    private void Follow(Projection projection)
    {
        while (!_stop.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            bool isBehind;
            do
            {
                isBehind = projection.Step();
                Note(projection.Status().Offset ?? 0);
            }
            while (isBehind && !_stop.IsCancellationRequested);
            _lags.Add(Lag().Rows);

            var left = Pace - Stopwatch.GetElapsedTime(start);
            if (left > TimeSpan.Zero)
                _stop.Token.WaitHandle.WaitOne(left);
        }
    }

    /// <summary>Commits up to an offset are visible now.</summary>
    private void Note(long offset)
    {
        while (_acks.TryPeek(out var ack) && ack.Offset <= offset)
        {
            _acks.TryDequeue(out _);
            _visible.Add(Stopwatch.GetElapsedTime(ack.AckedAt).TotalMilliseconds);
        }
    }

    private ReadLag Lag() => _queries.Lag(DateTimeOffset.MaxValue);

    private static double At(List<double> times, double share) => times.Count == 0 ? double.NaN : times.Order().ElementAt((int)Math.Ceiling(times.Count * share) - 1);
}
