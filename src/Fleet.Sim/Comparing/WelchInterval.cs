namespace Fleet.Sim.Comparing;

/// <summary>The 95% confidence interval of the difference of two means, after Welch: neither the spreads nor the counts need be equal.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct WelchInterval(double Low, double High)
{
    /// <summary>Student's t at 97.5%, by degrees of freedom from 1; beyond the table the normal distribution's is near enough.</summary>
    private static readonly double[] T =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    /// <summary>Of the second mean less the first; null if one of them has fewer than two values.</summary>
    public static WelchInterval? Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count < 2 || second.Count < 2)
            return null;
        var (a, b) = (Variance(first) / first.Count, Variance(second) / second.Count);
        var difference = second.Average() - first.Average();
        if (a + b == 0)
            return new WelchInterval(difference, difference);
        var freedom = (a + b) * (a + b) / ((a * a / (first.Count - 1)) + (b * b / (second.Count - 1)));
        var reach = (freedom < T.Length + 1 ? T[Math.Max(0, (int)freedom - 1)] : 1.96) * Math.Sqrt(a + b);
        return new WelchInterval(difference - reach, difference + reach);
    }

    private static double Variance(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }
}
