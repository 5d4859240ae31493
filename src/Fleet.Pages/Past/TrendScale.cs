using System.Globalization;
using System.Text;

namespace Fleet.Pages.Past;

/// <summary>Where a moment and a count are on the ground of a drawing.</summary>
/// <param name="trend">What is drawn.</param>
/// <param name="width">Of the ground.</param>
/// <param name="height">Of the ground.</param>
/// <param name="most">The count at its top.</param>
internal sealed class TrendScale(Trend trend, double width, double height, long most)
{
    /// <summary>A journal that has just begun has no width yet.</summary>
    public string X(DateTimeOffset at) => N(trend.To > trend.From ? Math.Clamp((at - trend.From) / (trend.To - trend.From), 0, 1) * width : width);

    /// <summary>The area under some counts, which hold until the next ones: steps, not slopes.</summary>
    public string Area(Func<TrendPoint, long> count)
    {
        var path = new StringBuilder($"M{X(trend.Points[0].At)} {N(height)}");
        foreach (var point in trend.Points)
            path.Append($"H{X(point.At)}V{N(height - (height * count(point) / most))}");
        return path.Append($"V{N(height)}Z").ToString();
    }

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
