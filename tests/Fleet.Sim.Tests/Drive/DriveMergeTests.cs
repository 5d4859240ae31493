using CsCheck;
using Fleet.Sim.Drive;
using Fleet.Sim.Workers;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

public sealed class DriveMergeTests
{
    private static readonly Gen<DriveFigures> Part =
        from connect in Times
        from latency in Times
        from lateness in Times
        from counts in Gen.Long[0, 1_000_000].Array[17]
        select new DriveFigures(Tally.Of(counts), Of(connect), Of(latency), Of(lateness), LastTrouble: null) { Waiting = counts[0], LastAck = TimeSpan.FromTicks(counts[1]) };

    private static Gen<long[]> Times => Gen.Long[0, 4_000_000_000].Array[0, 200];

    [Fact]
    public void The_histogram_of_the_parts_is_that_of_the_whole() =>
        Times.Array[1, 6].Sample(parts =>
        {
            var merged = DriveMerge.Of([.. parts.Select(times => new DriveFigures(default, Distribution.None, Of(times), Distribution.None, LastTrouble: null))]);
            var whole = Of([.. parts.SelectMany(times => times)]);
            Assert.Equal(whole.Percentiles, merged.Latency.Percentiles);
            Assert.Equal(whole.Histogram.ToArray(), merged.Latency.Histogram.ToArray());
        }, iter: 20);

    [Fact]
    public void Figures_are_the_same_after_their_way_over_the_wire_and_in_whatever_order_they_are_put_together() =>
        Part.Array[1, 4].Sample(parts =>
        {
            var sent = parts.Select(part => Messages(part)).ToList();
            Assert.All(parts.Zip(sent), pair => Same(pair.First, pair.Second));
            Same(DriveMerge.Of(parts), DriveMerge.Of([.. sent.AsEnumerable().Reverse()]));
        }, iter: 10);

    [Fact]
    public void Counts_are_summed_each_with_its_own()
    {
        var sum = new Tally { Offered = 1, Acked = 2, ToRoaming = 3 }.Plus(new Tally { Offered = 10, Sent = 20, ToRoaming = 30 });
        Assert.Equal(new Tally { Offered = 11, Sent = 20, Acked = 2, ToRoaming = 33 }, sum);
        Assert.Equal(new Tally { Offered = 1, Acked = 2, ToRoaming = 3 }, sum.Since(new Tally { Offered = 10, Sent = 20, ToRoaming = 30 }));
        Assert.Equal(typeof(Tally).GetProperties().Count(property => property is { CanWrite: true }), sum.Counts.Length);
    }

    [Fact]
    public void The_same_seconds_of_several_runs_stand_beside_each_other_and_one_that_paused_stands_as_it_stood()
    {
        var first = Run(Row(0, 1, 10, online: 5), Row(1.02, 2, 20, online: 6), Row(2.01, 3, 30, online: 7), Row(3, 3.4, 4, online: 7));
        var second = Run(Row(0, 1.2, 1, online: 1), Row(1.2, 3.1, 2, online: 2), Row(3.1, 3.5, 3, online: 3));
        var merged = DriveMerge.Of([first, second]).Intervals;
        Assert.Equal([11, 22, 30, 7], merged.Select(row => row.Acked));
        Assert.Equal([6, 8, 9, 10], merged.Select(row => row.Online));
        Assert.Equal(merged.Skip(1).Select(row => row.From), merged.SkipLast(1).Select(row => row.To));
        Assert.Equal(TimeSpan.FromSeconds(3.5), merged[^1].To);
    }

    [Fact]
    public void A_run_whose_rows_have_grown_longer_already_is_put_beside_one_whose_rows_have_not()
    {
        var first = Run([.. Enumerable.Range(0, 8).Select(second => Row(second, second + 1, 1, online: 1))]);
        var second = Run([.. Enumerable.Range(0, 4).Select(pair => Row(2 * pair, (2 * pair) + 2, 10, online: 2))]);
        var merged = DriveMerge.Of([first, second]).Intervals;
        Assert.Equal([12, 12, 12, 12], merged.Select(row => row.Acked));
        Assert.All(merged, row => Assert.Equal(3, row.Online));
    }

    private static DriveFigures Messages(DriveFigures part) => Sim.Workers.Messages.Figures.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(part.ToMessage())).ToFigures();

    private static void Same(DriveFigures one, DriveFigures other)
    {
        Assert.Equal((one.Tally, one.Waiting, one.LastAck), (other.Tally, other.Waiting, other.LastAck));
        foreach (var of in new Func<DriveFigures, Distribution>[] { figures => figures.Connect, figures => figures.Latency, figures => figures.Lateness })
        {
            Assert.Equal(of(one).Percentiles, of(other).Percentiles);
            Assert.Equal(of(one).Histogram.ToArray(), of(other).Histogram.ToArray());
        }
    }

    private static Distribution Of(long[] microseconds)
    {
        var durations = new Durations();
        foreach (var time in microseconds)
            durations.Record(TimeSpan.FromMicroseconds(time));
        return durations.Distribution;
    }

    private static DriveFigures Run(params DriveInterval[] rows) => new(default, Distribution.None, Distribution.None, Distribution.None, LastTrouble: null) { Intervals = rows };

    private static DriveInterval Row(double from, double to, long acked, int online) => new(
        TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to), Offered: acked, acked, Errors: 0, Reconnects: 0, Waiting: 0, online, Offline: 0, Roaming: 0, Distribution.None, Distribution.None);
}
