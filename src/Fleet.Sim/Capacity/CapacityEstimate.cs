using Fleet.Sim.Statistics;

namespace Fleet.Sim.Capacity;

/// <summary>
/// Where the capacity is, by all searches together: the mean of the middles of their bounds, as far to either side as half the distance of the
/// bounds and what Student's t allows for chance. Of loads as of their logarithms, as what disturbs a server is a part of what it does.
/// </summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end; null: no load was found that the server does not carry.</param>
/// <param name="Confidence">How often such an interval has the truth in it; null: that cannot be told of one search, or of searches that did not find both bounds.</param>
public sealed record CapacityEstimate(double Low, double? High, double? Confidence)
{
    /// <summary>Null: nothing was carried.</summary>
    public static CapacityEstimate? Of(IReadOnlyList<CapacityBounds> found)
    {
        var carried = found.Where(bounds => bounds.Lower > 0).ToList();
        if (carried.Count == 0)
            return null;
        var whole = carried.Where(bounds => bounds.Upper is not null).ToList();
        if (whole.Count < found.Count)
            return new CapacityEstimate(carried.Min(bounds => bounds.Lower), whole.Count == 0 ? null : whole.Max(bounds => bounds.Upper), Confidence: null);
        var middles = whole.ConvertAll(bounds => Math.Log(bounds.Lower * bounds.Upper!.Value) / 2);
        var reach = whole.Average(bounds => Math.Log(bounds.Upper!.Value / bounds.Lower)) / 2;
        if (whole.Count > 1)
            reach += StudentT.Of(whole.Count - 1) * Math.Sqrt(StudentT.Variance(middles) / whole.Count);
        return new CapacityEstimate(Math.Exp(middles.Average() - reach), Math.Exp(middles.Average() + reach), whole.Count > 1 ? StudentT.Confidence : null);
    }

    /// <summary>It reaches no further than so much to either side.</summary>
    public bool IsWithin(double precision) => High / Low <= (1 + precision) * (1 + precision);
}
