namespace Fleet.Sim.Statistics;

/// <summary>Student's t: how far the mean of a few values may be off, in standard errors of it.</summary>
internal static class StudentT
{
    /// <summary>What the intervals made with it claim, two-sided.</summary>
    public const double Confidence = 0.95;

    /// <summary>By degrees of freedom from 1; beyond the table the normal distribution's is near enough.</summary>
    private static readonly double[] Table =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    public static double Of(double freedom) => freedom < Table.Length + 1 ? Table[Math.Max(0, (int)freedom - 1)] : 1.96;

    /// <summary>The square of the spread of some values, of at least two.</summary>
    public static double Variance(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }
}
