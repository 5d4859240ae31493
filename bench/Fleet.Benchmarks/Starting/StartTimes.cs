namespace Fleet.Benchmarks.Starting;

/// <summary>Of one start, since the process was started.</summary>
/// <param name="Ready">/health/ready says so.</param>
/// <param name="Cpu">What the host had used of processors by then.</param>
/// <param name="Report">The first report of a client is durable.</param>
/// <param name="Answer">A question about the fleet is answered.</param>
internal readonly record struct StartTimes(TimeSpan Ready, TimeSpan Cpu, TimeSpan Report, TimeSpan Answer)
{
    public const string Head = """
        | state | ready after s, median | range | empty journal | ratio | CPU s until then | empty | first report ms later | empty | first answer s |
        |---|---|---|---|---|---|---|---|---|---|
        """;

    /// <summary>The line of several starts, beside those of an empty journal that were made in turns with them.</summary>
    public static string Line(string name, IReadOnlyList<StartTimes> starts, IReadOnlyList<StartTimes> empty)
    {
        var ready = Seconds(starts, start => start.Ready);
        return $"| {name} | {Median(ready):N2} | {ready.Min():N2} - {ready.Max():N2} | {Median(Seconds(empty, start => start.Ready)):N2} "
            + $"| {Median(ready) / Median(Seconds(empty, start => start.Ready)):N2} "
            + $"| {Median(Seconds(starts, start => start.Cpu)):N2} | {Median(Seconds(empty, start => start.Cpu)):N2} "
            + $"| {1000 * Median(Seconds(starts, start => start.Report - start.Ready)):N0} | {1000 * Median(Seconds(empty, start => start.Report - start.Ready)):N0} "
            + $"| {Median(Seconds(starts, start => start.Answer)):N2} |";
    }

    private static List<double> Seconds(IReadOnlyList<StartTimes> starts, Func<StartTimes, TimeSpan> time) => [.. starts.Select(start => time(start).TotalSeconds)];

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
