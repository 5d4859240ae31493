namespace Fleet.Sim.Drive;

/// <summary>A stretch of a run.</summary>
/// <param name="From">Since the start of the run.</param>
/// <param name="To">Since the start of the run.</param>
/// <param name="Offered">Reports that became due in it.</param>
/// <param name="Acked">Reports that were acknowledged in it.</param>
/// <param name="Errors">What went wrong with reports in it.</param>
/// <param name="Reconnects">Sessions that broke in it without the timeline wanting it.</param>
/// <param name="Waiting">Reports that are due and without an answer at its end.</param>
/// <param name="Online">Clients at its end, by their own view.</param>
/// <param name="Offline">Clients at its end, by their own view.</param>
/// <param name="Roaming">Clients at its end, by their own view.</param>
/// <param name="Latency">Of the reports acknowledged in it.</param>
/// <param name="Lateness">Of the steps made in it.</param>
public sealed record DriveInterval(
    TimeSpan From,
    TimeSpan To,
    long Offered,
    long Acked,
    long Errors,
    long Reconnects,
    long Waiting,
    int Online,
    int Offline,
    int Roaming,
    Distribution Latency,
    Distribution Lateness)
{
    /// <summary>This one and the one that follows it, as one.</summary>
    public DriveInterval Then(DriveInterval next) => next with
    {
        From = From,
        Offered = Offered + next.Offered,
        Acked = Acked + next.Acked,
        Errors = Errors + next.Errors,
        Reconnects = Reconnects + next.Reconnects,
        Latency = Latency.Plus(next.Latency),
        Lateness = Lateness.Plus(next.Lateness),
    };

    /// <summary>This one and the one of another generator at the same time, as one.</summary>
    public DriveInterval Beside(DriveInterval other) => new(
        From < other.From ? From : other.From,
        To > other.To ? To : other.To,
        Offered + other.Offered,
        Acked + other.Acked,
        Errors + other.Errors,
        Reconnects + other.Reconnects,
        Waiting + other.Waiting,
        Online + other.Online,
        Offline + other.Offline,
        Roaming + other.Roaming,
        Latency.Plus(other.Latency),
        Lateness.Plus(other.Lateness));

    /// <summary>A stretch after this one in which nothing happened.</summary>
    public DriveInterval Still() => this with { From = To, Offered = 0, Acked = 0, Errors = 0, Reconnects = 0, Latency = Distribution.None, Lateness = Distribution.None };

    /// <summary>The same run in no more than so many intervals.</summary>
    public static IReadOnlyList<DriveInterval> Thin(IReadOnlyList<DriveInterval> run, int most) =>
        [.. run.Chunk(Math.Max(1, (run.Count + most - 1) / most)).Select(few => few.Aggregate((before, next) => before.Then(next)))];
}
