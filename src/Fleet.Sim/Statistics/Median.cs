namespace Fleet.Sim.Statistics;

/// <summary>The middle of some numbers.</summary>
internal static class Median
{
    /// <summary>Of an even count, the mean of the two in the middle; of none, 0.</summary>
    public static double Of(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToList();
        return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
