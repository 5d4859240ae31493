using System.Diagnostics.Metrics;
using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.Journal;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Xunit;

namespace Fleet.Actors.Tests.Sessions;

/// <summary>What waits on a node can be seen.</summary>
public sealed class SessionMetricsTests : StreamScene
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _seen = [];

    public SessionMetricsTests()
    {
        Journal = new Admission(3, TimeSpan.FromSeconds(1));
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Fleet.Waiting")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => See(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => See(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => See(instrument, value, tags));
        _listener.Start();
    }

    protected override void Dispose(bool disposing)
    {
        _listener.Dispose();
        base.Dispose(disposing);
    }

    [Fact]
    public void Reports_that_wait_are_counted_and_the_first_in_the_queue_tells_for_how_long()
    {
        using var metrics = new SessionMetrics(Node);
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Send(stream, 1, 10);
        var underWay = new Queue<ToClient>(Forwarded(3));
        Node.Reports.LoneCame();
        Pass(stream, TimeSpan.FromSeconds(2));
        Assert.Equal((10, 3, 8, 2), (Seen("fleet_reports_held"), Seen("fleet_reports_under_way"), Seen("fleet_reports_waiting"), Seen("fleet_reports_longest_wait_seconds")));

        Node.Reports.LoneGone();
        for (var seq = 1; seq <= 10; seq++)
            Answer(stream, underWay.Count > 0 ? underWay.Dequeue() : Forwarded(1)[0], new Taken(seq, true, false));
        Assert.Equal(10, Acks(port, 10)[^1]);
        AwaitWorked(stream);
        Assert.Equal((0, 0, 0, 0), (Seen("fleet_reports_held"), Seen("fleet_reports_under_way"), Seen("fleet_reports_waiting"), Seen("fleet_reports_longest_wait_seconds")));
    }

    [Fact]
    public void Credit_is_told_in_sum_out_and_withheld()
    {
        using var metrics = new SessionMetrics(Node);
        Assert.Equal((0, 0), (Seen("fleet_report_credit out"), Seen("fleet_report_credit withheld")));
        Node.Reports.Hold(0, 1);
        Assert.Equal((64, 0), (Seen("fleet_report_credit out"), Seen("fleet_report_credit withheld")));
        for (var others = 0; others < 999; others++)
            Node.Reports.Hold(0, 1);
        Assert.Equal((1_000, 63_000), (Seen("fleet_report_credit out"), Seen("fleet_report_credit withheld")));
    }

    [Fact]
    public void A_relay_that_is_not_read_for_its_credit_is_counted_until_it_is_read_again_or_over()
    {
        using var metrics = new SessionMetrics(Node);
        for (var others = 0; others < 999; others++)
            Node.Reports.Hold(0, 1);
        var (stream, port) = Open(single: false);
        Greet(stream, port, Pc1, relayed: true);
        stream.Tell(new Received(Pc1, Report(1)));
        var asked = Forwarded(1)[0];
        Assert.Equal((1, 0), (Seen("fleet_streams_unread credit"), Seen("fleet_streams_unread memory")));
        Assert.True(port.IsUnread);
        Answer(stream, asked, new Taken(1, true, false));
        AwaitWorked(stream);
        Assert.Equal(0, Seen("fleet_streams_unread credit"));

        stream.Tell(new Received(Pc1, Report(2)));
        Forwarded(1);
        Assert.Equal(1, Seen("fleet_streams_unread credit"));
        Watch(stream);
        stream.Tell(PoisonPill.Instance);
        ExpectTerminated(stream);
        Assert.Equal(0, Seen("fleet_streams_unread credit"));
    }

    [Fact]
    public void A_stream_that_is_not_read_for_the_memory_that_reports_take_is_counted()
    {
        using var metrics = new SessionMetrics(Node);
        Node.Reports.Hold(0, 100_000);
        var (stream, port) = Open(single: true);
        Greet(stream, port, Pc1);
        Send(stream, 1, 1);
        Forwarded(1);
        Assert.Equal((0, 1), (Seen("fleet_streams_unread credit"), Seen("fleet_streams_unread memory")));
        stream.Tell(StreamEnded.Instance);
        AwaitWorked(stream);
        Assert.Equal(0, Seen("fleet_streams_unread memory"));
    }

    [Fact]
    public void Hellos_that_wait_are_counted()
    {
        using var metrics = new SessionMetrics(Node);
        while (Node.Hellos.Gate.Enter(new Actors.Gates.Turn(() => { })))
            Assert.Equal(0, Seen("fleet_hellos_waiting"));
        Assert.Equal(1, Seen("fleet_hellos_waiting"));
    }

    private double Seen(string name)
    {
        _seen.Clear();
        _listener.RecordObservableInstruments();
        return _seen[name];
    }

    private void See(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _seen[tags.IsEmpty ? instrument.Name : $"{instrument.Name} {tags[0].Value}"] = value;
}
