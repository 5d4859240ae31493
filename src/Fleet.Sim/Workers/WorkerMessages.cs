using Fleet.Sim.Drive;
using Fleet.Sim.Reads;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Fleet.Sim.Workers;

/// <summary>Figures of a run as messages, and back.</summary>
internal static class WorkerMessages
{
    public static Messages.Progress ToMessage(this DriveProgress progress)
    {
        var message = new Messages.Progress
        {
            Elapsed = progress.Elapsed.Ticks,
            Played = progress.Played,
            Steps = progress.Steps,
            Online = progress.Online,
            Offline = progress.Offline,
            Roaming = progress.Roaming,
            Waiting = progress.Waiting,
            Unsettled = progress.Unsettled,
            Tally = { progress.Tally.Counts },
            Latency = { Numbers(progress.Latency) },
            Lateness = { Numbers(progress.Lateness) },
            Heartbeat = progress.Heartbeat.Ticks,
            Timeout = progress.Timeout.Ticks,
        };
        if (progress.Length is { } length)
            message.Length = length.Ticks;
        if (progress.LastTrouble is { } trouble)
            message.LastTrouble = trouble;
        return message;
    }

    public static DriveProgress ToProgress(this Messages.Progress message) => new(
        TimeSpan.FromTicks(message.Elapsed), message.HasLength ? TimeSpan.FromTicks(message.Length) : null, message.Played, message.Steps,
        message.Online, message.Offline, message.Roaming, message.Waiting, message.Unsettled, Tally.Of(message.Tally),
        Times(message.Latency), Times(message.Lateness), TimeSpan.FromTicks(message.Heartbeat), TimeSpan.FromTicks(message.Timeout),
        message.HasLastTrouble ? message.LastTrouble : null);

    public static Messages.Figures ToMessage(this DriveFigures figures)
    {
        var message = new Messages.Figures
        {
            Tally = { figures.Tally.Counts },
            Connect = Bytes(figures.Connect),
            Latency = Bytes(figures.Latency),
            Lateness = Bytes(figures.Lateness),
            Waiting = figures.Waiting,
            LastAck = figures.LastAck.Ticks,
            Intervals =
            {
                figures.Intervals.Select(interval => new Messages.Interval
                {
                    From = interval.From.Ticks,
                    To = interval.To.Ticks,
                    Offered = interval.Offered,
                    Acked = interval.Acked,
                    Errors = interval.Errors,
                    Reconnects = interval.Reconnects,
                    Waiting = interval.Waiting,
                    Online = interval.Online,
                    Offline = interval.Offline,
                    Roaming = interval.Roaming,
                    Latency = Bytes(interval.Latency),
                    Lateness = Bytes(interval.Lateness),
                }),
            },
        };
        if (figures.LastTrouble is { } trouble)
            message.LastTrouble = trouble;
        return message;
    }

    public static DriveFigures ToFigures(this Messages.Figures message) => new(
        Tally.Of(message.Tally), Distributed(message.Connect), Distributed(message.Latency), Distributed(message.Lateness),
        message.HasLastTrouble ? message.LastTrouble : null)
    {
        Waiting = message.Waiting,
        LastAck = TimeSpan.FromTicks(message.LastAck),
        Intervals =
        [
            .. message.Intervals.Select(interval => new DriveInterval(
                TimeSpan.FromTicks(interval.From), TimeSpan.FromTicks(interval.To), interval.Offered, interval.Acked, interval.Errors, interval.Reconnects,
                interval.Waiting, interval.Online, interval.Offline, interval.Roaming, Distributed(interval.Latency), Distributed(interval.Lateness))),
        ],
    };

    public static Messages.Reads ToMessage(this ReadFigures figures)
    {
        var message = new Messages.Reads
        {
            Readers = figures.Readers,
            Asked = figures.Asked,
            Deferred = figures.Deferred,
            Failed = figures.Failed,
            IconChanges = figures.IconChanges,
            FeedBreaks = figures.FeedBreaks,
            Latency = Bytes(figures.Latency),
            Visible = Bytes(figures.Visible),
        };
        if (figures.LastTrouble is { } trouble)
            message.LastTrouble = trouble;
        return message;
    }

    public static ReadFigures ToFigures(this Messages.Reads message) => new(
        message.Readers, message.Asked, message.Deferred, message.Failed, message.IconChanges, message.FeedBreaks, Distributed(message.Latency), Distributed(message.Visible),
        message.HasLastTrouble ? message.LastTrouble : null);

    public static Messages.Deliveries ToMessage(this IReadOnlyList<Delivery> deliveries) => new()
    {
        Base = { deliveries.Select(delivery => delivery.Base) },
        Answered = { deliveries.Select(delivery => delivery.Answered) },
        Sent = { deliveries.Select(delivery => delivery.Sent) },
        Told = { deliveries.Select(delivery => delivery.Told) },
        Connected = { deliveries.Select(delivery => delivery.Connected) },
        Known = { deliveries.Select(delivery => delivery.Known) },
    };

    public static Delivery At(this Messages.Deliveries message, int place) => new(
        message.Base[place], message.Answered[place], message.Sent[place], message.Told[place], message.Connected[place], message.Known[place]);

    private static double[] Numbers(Percentiles times) => [times.P50, times.P90, times.P99, times.P999, times.Max];

    private static Percentiles Times(RepeatedField<double> numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);

    private static ByteString Bytes(Distribution times) => UnsafeByteOperations.UnsafeWrap(times.Histogram);

    private static Distribution Distributed(ByteString histogram) => Distribution.Read(histogram.Memory);
}
