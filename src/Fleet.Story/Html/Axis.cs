namespace Fleet.Story.Html;

/// <summary>From values to places on an axis, with ticks at round values.</summary>
public sealed class Axis
{
    private const double Hour = 3600;

    private static readonly int[] RoundSteps = [1, 2, 5, 10];
    private static readonly double[] RoundTimes = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, Hour];

    private readonly double _least;
    private readonly double _most;
    private readonly double _from;
    private readonly double _to;
    private readonly bool _logarithmic;

    private Axis(double least, double most, double from, double to, bool logarithmic, IReadOnlyList<double> ticks) =>
        (_least, _most, _from, _to, _logarithmic, Ticks) = (least, most, from, to, logarithmic, ticks);

    /// <summary>Values that are written beside the axis.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Even steps from one value to another; a single value is in the middle.</summary>
    public static Axis Linear(double least, double most, double from, double to)
    {
        (least, most) = Apart(least, most);
        return InSteps(RoundStep(least, most), least, most, from, to);
    }

    /// <summary>Even steps from zero to a tick at or above a value.</summary>
    public static Axis FromZero(double most, double from, double to, bool counted)
    {
        most = most > 0 ? most : 1;
        var step = Math.Max(RoundStep(0, most), counted ? 1 : 0);
        return InSteps(step, 0, Math.Ceiling(most / step * 0.999999) * step, from, to);
    }

    /// <summary>Seconds, in steps of which each is a round number of minutes or seconds.</summary>
    public static Axis Seconds(double least, double most, double from, double to)
    {
        (least, most) = Apart(least, most);
        var rough = (most - least) / 5;
        var step = RoundTimes.Where(candidate => candidate >= rough * 0.999).DefaultIfEmpty(Math.Ceiling(rough / Hour) * Hour).First();
        return InSteps(step, least, most, from, to);
    }

    private static (double Least, double Most) Apart(double least, double most) => most > least ? (least, most) : (least - 0.5, least + 0.5);

    private static double RoundStep(double least, double most)
    {
        var rough = (most - least) / 5;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return RoundSteps.Select(factor => factor * unit).First(candidate => candidate >= rough * 0.999);
    }

    private static Axis InSteps(double step, double least, double top, double from, double to)
    {
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
