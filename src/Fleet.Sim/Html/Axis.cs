namespace Fleet.Sim.Html;

/// <summary>From values to places on an axis, with ticks at round values.</summary>
internal sealed class Axis
{
    private static readonly int[] RoundSteps = [1, 2, 5, 10];

    private readonly double _least;
    private readonly double _most;
    private readonly double _from;
    private readonly double _to;
    private readonly bool _logarithmic;

    private Axis(double least, double most, double from, double to, bool logarithmic, IReadOnlyList<double> ticks) =>
        (_least, _most, _from, _to, _logarithmic, Ticks) = (least, most, from, to, logarithmic, ticks);

    /// <summary>Values that are written beside the axis.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Even steps from one value to another; the last tick may be above it if <paramref name="widen"/>.</summary>
    public static Axis Linear(double least, double most, double from, double to, bool widen)
    {
        var span = most > least ? most - least : 1;
        var rough = span / 5;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = RoundSteps.Select(factor => factor * unit).First(candidate => candidate >= rough * 0.999);
        var top = widen ? Math.Ceiling((least + span) / step * 0.999999) * step : least + span;
        var first = Math.Ceiling(least / step) * step;
        var ticks = Enumerable.Range(0, 20).Select(i => Math.Round(first + (i * step), 10)).TakeWhile(tick => tick <= top * 1.000001).ToList();
        return new Axis(least, top, from, to, logarithmic: false, ticks);
    }

    /// <summary>Powers of ten that enclose the values; values below are at the bottom.</summary>
    public static Axis Logarithm(double least, double most, double from, double to)
    {
        var low = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(least, 1e-3))));
        var high = Math.Pow(10, Math.Max(Math.Log10(low) + 1, Math.Ceiling(Math.Log10(Math.Max(most, low)) - 1e-9)));
        var ticks = Enumerable.Range(0, 12).Select(i => low * Math.Pow(10, i)).TakeWhile(tick => tick <= high * 1.001).ToList();
        return new Axis(low, high, from, to, logarithmic: true, ticks);
    }

    /// <summary>The place of a value.</summary>
    public double At(double value)
    {
        var share = _logarithmic
            ? (Math.Log10(Math.Clamp(value, _least, _most)) - Math.Log10(_least)) / (Math.Log10(_most) - Math.Log10(_least))
            : (value - _least) / (_most - _least);
        return _from + (share * (_to - _from));
    }
}
