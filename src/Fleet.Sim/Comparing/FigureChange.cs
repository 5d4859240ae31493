namespace Fleet.Sim.Comparing;

/// <summary>One figure, before and after.</summary>
/// <param name="Name">Which.</param>
/// <param name="Before">Mean of the baseline's repeats.</param>
/// <param name="After">Mean of the others'.</param>
/// <param name="Interval">Of the difference; null where there are no repeats.</param>
/// <param name="Worse">It got worse by more than the tolerance and, where there are repeats, beyond chance.</param>
public sealed record FigureChange(string Name, double Before, double After, WelchInterval? Interval, bool Worse)
{
    /// <summary>With repeats, a difference beyond chance counts from here on.</summary>
    public const double ToleranceWithRepeats = 0.05;

    /// <summary>Without repeats nobody knows what chance can do, so a difference counts only if it is this great.</summary>
    public const double ToleranceWithout = 0.2;

    private static readonly string[] MoreIsBetter = ["achieved, reports/s", "capacity"];

    /// <summary>Compares every figure of two sides.</summary>
    public static IReadOnlyList<FigureChange> Between(ResultSamples before, ResultSamples after) =>
        [.. before.Values.Select(figure => Of(figure.Key, figure.Value, after.Values[figure.Key]))];

    private static FigureChange Of(string name, IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var (before, after, sign) = (first.DefaultIfEmpty().Average(), second.DefaultIfEmpty().Average(), MoreIsBetter.Contains(name) ? -1 : 1);
        var interval = WelchInterval.Of(first, second);
        var tolerance = Math.Abs(before) * (interval is null ? ToleranceWithout : ToleranceWithRepeats);
        var beyondChance = interval is not { } known || (sign > 0 ? known.Low > 0 : known.High < 0);
        return new FigureChange(name, before, after, interval, sign * (after - before) > tolerance && beyondChance);
    }

    /// <summary>As a row of a Markdown table.</summary>
    public string Row() =>
        $"| {Name} | {Before:0.###} | {After:0.###} | {(Before == 0 ? "" : $"{(After - Before) / Before:+0.0%;-0.0%;0%}")} | {(Interval is { } known ? $"{known.Low:+0.###;-0.###;0} to {known.High:+0.###;-0.###;0}" : "no repeats")} | {(Worse ? "**worse**" : "")} |";
}
