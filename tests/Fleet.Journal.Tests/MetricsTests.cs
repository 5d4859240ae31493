using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests;

public sealed class MetricsTests : IDisposable
{
    private readonly JournalFixture _journal = new(StoreKind.Sqlite);
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _sums = new();

    public MetricsTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, _journal.Metrics.Meter))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument, value));
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _journal.Dispose();
    }

    [Fact]
    public async Task What_the_journal_does_is_counted_under_the_names_of_the_contract()
    {
        await Task.WhenAll(_journal.WriteTogether(Rows.Write("pc-1", 1), Rows.Write("pc-2", 1)));
        _journal.Read("pc-1");
        _journal.Store.Close();
        var inside = _journal.Store.Appends;
        var first = _journal.Write(Rows.Write("pc-3", 1));
        Eventually.True(() => _journal.Store.Appends > inside, "held inside the store");
        var second = _journal.Write(Rows.Write("pc-4", 1));
        _listener.RecordObservableInstruments();
        _journal.Store.Open();
        await Task.WhenAll(first, second);

        Assert.Equal(1, _sums["fleet_journal_queue"]);
        Eventually.True(() => _sums["fleet_journal_batch_rows"] == 5, "five rows counted");
        Assert.True(_sums.ContainsKey("fleet_journal_commit_seconds"));
        Assert.Equal(1, _sums["fleet_recoveries_total"]);
        Assert.True(_sums.ContainsKey("fleet_recovery_seconds"));
    }

    [Fact]
    public async Task Recorded_time_that_is_ahead_of_the_clock_is_told_in_seconds()
    {
        await _journal.Write(Rows.Write("pc-1", 1));
        _journal.Time.AdjustTime(_journal.Time.GetUtcNow() - TimeSpan.FromHours(1));
        await _journal.Write(Rows.Write("pc-1", 2));
        Eventually.True(
            () =>
            {
                _sums.Clear();
                _listener.RecordObservableInstruments();
                return _sums["fleet_journal_clock_ahead_seconds"] == 3600;
            },
            "an hour ahead");
    }

    private void Add(Instrument instrument, double value) => _sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
}
