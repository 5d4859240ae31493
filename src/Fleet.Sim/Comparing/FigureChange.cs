namespace Fleet.Sim.Comparing;

/// <summary>One figure, before and after.</summary>
/// <param name="Name">Which.</param>
/// <param name="Before">Mean of the invocations before.</param>
/// <param name="After">Mean of those after.</param>
/// <param name="Interval">Of the difference; null where there are not at least two invocations on each side.</param>
/// <param name="Seen">A difference that would have been told as worse four times of five.</param>
/// <param name="Worse">It got worse by more than the tolerance and, where there are several invocations, beyond chance.</param>
public sealed record FigureChange(string Name, double Before, double After, WelchInterval? Interval, double Seen, bool Worse)
{
    /// <summary>With several invocations, a difference beyond chance counts from here on.</summary>
    public const double ToleranceWithSeveral = 0.05;

    /// <summary>Of one alone nobody knows what chance can do, so a difference counts only if it is this great.</summary>
    public const double ToleranceOfOne = 0.2;

    private static readonly string[] MoreIsBetter = ["achieved, reports/s", "capacity"];

    /// <summary>Less than this is no difference, however small the figure was before: a share of next to nothing is nothing.</summary>
    private static readonly Dictionary<string, double> Floors = new()
    {
        ["latency p50, ms"] = 0.5,
        ["latency p99, ms"] = 0.5,
        ["connect p99, ms"] = 0.5,
        ["errors, %"] = 0.01,
    };

    /// <summary>Compares every figure of two sides.</summary>
    public static IReadOnlyList<FigureChange> Between(ResultSamples before, ResultSamples after) =>
        [.. before.Values.Select(figure => Of(figure.Key, figure.Value, after.Values[figure.Key]))];

    private static FigureChange Of(string name, IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var (before, after, sign) = (first.DefaultIfEmpty().Average(), second.DefaultIfEmpty().Average(), MoreIsBetter.Contains(name) ? -1 : 1);
        var interval = WelchInterval.Of(first, second);
        var tolerance = Math.Max(Math.Abs(before) * (interval is null ? ToleranceOfOne : ToleranceWithSeveral), Floors.GetValueOrDefault(name));
        var beyondChance = interval is not { } known || (sign > 0 ? known.Low > 0 : known.High < 0);
        return new FigureChange(name, before, after, interval, Math.Max(tolerance, interval?.Seen ?? 0), sign * (after - before) > tolerance && beyondChance);
    }

    /// <summary>As a row of a Markdown table.</summary>
    public string Row() =>
        $"| {Name} | {Before:0.###} | {After:0.###} | {(Before == 0 ? "" : $"{(After - Before) / Before:+0.0%;-0.0%;0%}")} | {(Interval is { } known ? $"{known.Low:+0.###;-0.###;0} to {known.High:+0.###;-0.###;0}" : "one invocation")} | {Seen:0.###}{(Before == 0 ? "" : $" ({Seen / Before:0.0%})")} | {(Worse ? "**worse**" : "")} |";
}
