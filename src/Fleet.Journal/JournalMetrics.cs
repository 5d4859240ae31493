using System.Diagnostics.Metrics;

namespace Fleet.Journal;

/// <summary>The journal's instruments, in the meter <see cref="MeterName"/>.</summary>
public sealed class JournalMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Fleet.Journal";

    private readonly Histogram<int> _batchRows;
    private readonly Histogram<double> _commitSeconds;
    private readonly Counter<long> _recoveries;
    private readonly Counter<long> _damagedRecoveries;
    private readonly Histogram<double> _recoverySeconds;
    private Func<int> _queue = () => 0;
    private double _clockAhead;
    private double _clockSkew;

    /// <summary>Registers the instruments.</summary>
    public JournalMetrics()
    {
        Meter.CreateObservableGauge("fleet_journal_queue", () => Queued, description: "Writes that wait for the writer.");
        Meter.CreateObservableGauge(
            "fleet_journal_clock_ahead_seconds", () => Volatile.Read(ref _clockAhead), "s", "How far the last row is recorded ahead of the clock; recorded time stands still meanwhile.");
        Meter.CreateObservableGauge(
            "fleet_clock_skew_seconds", () => Volatile.Read(ref _clockSkew), "s", "How far this host's clock is ahead of the store's, as of the last transaction; less than 0: behind.");
        _batchRows = Meter.CreateHistogram<int>("fleet_journal_batch_rows", description: "Rows in one transaction.");
        _commitSeconds = Meter.CreateHistogram<double>("fleet_journal_commit_seconds", "s", "Time of one transaction, from begin to durable.");
        _recoveries = Meter.CreateCounter<long>("fleet_recoveries_total", description: "Clients read back from the journal.");
        _damagedRecoveries = Meter.CreateCounter<long>("fleet_recoveries_damaged_total", description: "Recoveries of clients whose last row cannot be read: they are refused.");
        _recoverySeconds = Meter.CreateHistogram<double>("fleet_recovery_seconds", "s", "Time of one query for clients that recover together.");
    }

    internal Meter Meter { get; } = new(MeterName);

    internal int Queued => Volatile.Read(ref _queue)();

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    internal void WatchQueue(Func<int> length) => Volatile.Write(ref _queue, length);

    internal void Committed(int rows, TimeSpan took)
    {
        _batchRows.Record(rows);
        _commitSeconds.Record(took.TotalSeconds);
    }

    internal void ClockAhead(TimeSpan by) => Volatile.Write(ref _clockAhead, by.TotalSeconds);

    internal void ClockSkew(TimeSpan by) => Volatile.Write(ref _clockSkew, by.TotalSeconds);

    internal void FoundDamage() => _damagedRecoveries.Add(1);

    internal void Recovered(int clients, TimeSpan took)
    {
        _recoveries.Add(clients);
        _recoverySeconds.Record(took.TotalSeconds);
    }
}
