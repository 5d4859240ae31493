using Fleet.Sim.Statistics;

namespace Fleet.Sim.Comparing;

/// <summary>The 95% confidence interval of the difference of two means, after Welch: neither the spreads nor the counts need be equal.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct WelchInterval(double Low, double High)
{
    /// <summary>A difference that such an interval leaves zero out for four times of five: by what it reaches to a side, and about a standard error more.</summary>
    public double Seen { get; private init; }

    /// <summary>Of the second mean less the first; null if one of them has fewer than two values.</summary>
    public static WelchInterval? Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count < 2 || second.Count < 2)
            return null;
        var (a, b) = (StudentT.Variance(first) / first.Count, StudentT.Variance(second) / second.Count);
        var difference = second.Average() - first.Average();
        if (a + b == 0)
            return new WelchInterval(difference, difference);
        var freedom = (a + b) * (a + b) / ((a * a / (first.Count - 1)) + (b * b / (second.Count - 1)));
        var error = Math.Sqrt(a + b);
        var reach = StudentT.Of(freedom) * error;
        return new WelchInterval(difference - reach, difference + reach) { Seen = reach + error };
    }
}
