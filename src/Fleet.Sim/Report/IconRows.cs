using System.Globalization;
using Fleet.Core.Drawing;
using Fleet.Core.Icons;
using Fleet.Story.Html;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Report;

/// <summary>How many clients showed which icon over time, as the server sees them: a row an icon, drawn as it is in the tray.</summary>
internal static class IconRows
{
    private const double Width = 1000, Height = 26;

    public static IReadOnlyList<string> Columns { get; } = ["icon", "over time", "most", "at the end"];

    /// <summary>Cells as HTML, the icon that most clients showed at once first; none: the server told nothing in that time.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(IEnumerable<ServerSample> samples, TimeAxis time)
    {
        var told = samples.Where(sample => sample.Icons.Count > 0 && sample.At.TotalSeconds <= time.To).ToList();
        if (told.Count == 0)
            return [];
        var total = told.Max(sample => sample.Icons.Values.Sum());
        return
        [
            .. from icon in Icon.All
               let counts = told.Select(sample => sample.Icons.GetValueOrDefault(icon.Name)).ToList()
               where counts.Max() > 0
               orderby counts.Max() descending, icon.Number
               select (IReadOnlyList<string>)
               [
                   $"<span class=\"icon\">{IconDrawing.Svg(icon)}</span>{HtmlPage.Text(icon.Text)}",
                   Spark(told, counts, total, icon, time),
                   $"{counts.Max():N0}",
                   $"{counts[^1]:N0}",
               ],
        ];
    }

    private static string Spark(List<ServerSample> told, List<long> counts, long total, Icon icon, TimeAxis time)
    {
        var across = Axis.Linear(time.From, time.To, 0, Width);
        var points = told.Select((sample, i) => string.Create(
            CultureInfo.InvariantCulture, $"{across.At(sample.At.TotalSeconds):0.#} {Height - 1 - (Math.Sqrt((double)counts[i] / Math.Max(1, total)) * (Height - 2)):0.#}"));
        var (first, last) = (across.At(told[0].At.TotalSeconds), across.At(told[^1].At.TotalSeconds));
        return $"<svg class=\"spark\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" preserveAspectRatio=\"none\"><title>{HtmlPage.Text(icon.Name)}: from {counts[0]:N0} to {counts[^1]:N0}, at most {counts.Max():N0}</title>"
            + string.Create(CultureInfo.InvariantCulture, $"<path d=\"M{first:0.#} {Height}L{string.Join('L', points)}L{last:0.#} {Height}Z\"/></svg>");
    }
}
