using System.Globalization;
using System.Net;
using System.Text;

namespace Fleet.Story.Html;

/// <summary>
/// Draws a chart as a figure: heading, key, curves, and the table below them. Only the curves are drawing, and stretch with the page;
/// all that is read is text beside them, at its own size on any screen.
/// </summary>
internal static class ChartDrawing
{
    /// <summary>The drawing's own units, whatever its size on the screen.</summary>
    private const double Width = 1000, Height = 400;

    private const int MostRows = 60;

    public static string Draw(Chart chart)
    {
        var html = new StringBuilder($"<figure class=\"card\"><h2>{Text(chart.Title)}</h2><p class=\"about\">{Text(chart.About)}</p>");
        var lines = chart.Stacked ? Stack(chart.Lines) : chart.Lines;
        var points = lines.SelectMany(line => line.Points).Where(point => point.Y is not null).Select(point => (point.X, Y: point.Y!.Value)).ToList();
        if (points.Count == 0)
            return html.Append("<p><em>Nothing was measured.</em></p></figure>").ToString();

        var x = chart.Time is { } time ? Axis.Seconds(time.From, time.To, 0, Width) : Axis.Linear(points.Min(p => p.X), points.Max(p => p.X), 0, Width);
        var most = Math.Max(points.Max(p => p.Y), chart.Limit is { } bound && bound.Value < points.Max(p => p.Y) * 4 ? bound.Value : 0);
        var y = chart.Logarithmic
            ? Axis.Logarithm(points.Where(p => p.Y > 0).Select(p => p.Y).DefaultIfEmpty(1).Min(), most, Height, 0)
            : Axis.FromZero(most, Height, 0, chart.Counted);
        html.Append("<ul class=\"key\">").AppendJoin("", chart.Lines.Select(line => $"<li>{Swatch(line, chart.Stacked)}{Text(line.Name)}</li>")).Append("</ul><div class=\"plot\">");
        html.Append("<div class=\"y\">").AppendJoin("", y.Ticks.Select(tick => $"<span style=\"top:{Percent(y.At(tick) / Height)}\">{Text(chart.ShowY(tick))}</span>")).Append("</div>");
        html.Append($"<div class=\"area\"><svg class=\"chart\" viewBox=\"0 0 {Width} {Height}\" preserveAspectRatio=\"none\" role=\"img\"><title>{Text(chart.Title)}</title><desc>{Text(chart.About)}</desc>");
        html.AppendJoin("", y.Ticks.Select(tick => $"<path class=\"grid\" d=\"M0 {N(y.At(tick))}H{Width}\"/>"));
        for (var i = lines.Count - 1; i >= 0; i--)
            DrawLine(html, chart, lines[i], x, y);
        var limit = chart.Limit is { } passed && passed.Value <= most ? chart.Limit : null;
        if (limit is { } line)
            html.Append($"<path class=\"limit\" d=\"M0 {N(y.At(line.Value))}H{Width}\"/>");
        html.Append("</svg>");
        if (limit is { } named)
            html.Append($"<span class=\"limit\" style=\"bottom:{Percent(1 - (y.At(named.Value) / Height))}\">{Text(named.Name)}</span>");
        html.Append("</div><div class=\"x\">").AppendJoin("", x.Ticks.Select(tick => $"<span style=\"left:{Percent(x.At(tick) / Width)}\">{Text(chart.ShowX(tick))}</span>"));
        return html.Append($"</div><p class=\"name\">{Text(chart.XName)}</p></div>").Append(Table(chart)).Append("</figure>").ToString();
    }

    private static void DrawLine(StringBuilder html, Chart chart, ChartLine line, Axis x, Axis y)
    {
        var path = new StringBuilder();
        var pen = 'M';
        foreach (var (at, value) in line.Points)
        {
            if (value is { } known)
                path.Append(CultureInfo.InvariantCulture, $"{pen}{N(x.At(at))} {N(y.At(known))}");
            pen = value is null ? 'M' : 'L';
        }

        if (chart.Stacked && line.Points.Count > 0)
            html.Append($"<path d=\"{path}L{N(x.At(line.Points[^1].X))} {Height}L{N(x.At(line.Points[0].X))} {Height}Z\" fill=\"var(--s{line.Color})\"/>");
        else
            html.Append($"<path class=\"line\" d=\"{path}\" stroke=\"var(--s{line.Color})\" stroke-dasharray=\"{line.Dashes}\"/>");
        if (chart.Marked || line.Points.Count == 1)
        {
            // A dot is the round end of a stroke without length: so it is a circle however the drawing is stretched.
            var dots = line.Points.Where(point => point.Y is not null).Select(point => $"M{N(x.At(point.X))} {N(y.At(point.Y!.Value))}h0");
            html.Append($"<path class=\"dots\" d=\"{string.Concat(dots)}\" stroke=\"var(--s{line.Color})\"/>");
        }
    }

    /// <summary>Each line on top of those before it.</summary>
    private static List<ChartLine> Stack(IReadOnlyList<ChartLine> lines)
    {
        var sums = new double[lines[0].Points.Count];
        return [.. lines.Select(line => line with { Points = [.. line.Points.Select((point, i) => (point.X, (double?)(sums[i] += point.Y ?? 0)))] })];
    }

    private static string Swatch(ChartLine line, bool area) => area
        ? $"<svg viewBox=\"0 0 24 10\" aria-hidden=\"true\"><rect width=\"24\" height=\"10\" fill=\"var(--s{line.Color})\"/></svg>"
        : $"<svg viewBox=\"0 0 24 10\" aria-hidden=\"true\"><path d=\"M0 5H24\" stroke=\"var(--s{line.Color})\" stroke-width=\"3\" stroke-dasharray=\"{line.Dashes}\"/></svg>";

    private static string Table(Chart chart)
    {
        var places = chart.Lines.SelectMany(line => line.Points).Select(point => point.X).Distinct().Order().ToList();
        var values = chart.Lines.Select(line => line.Points.ToLookup(point => point.X, point => point.Y)).ToList();
        var every = (places.Count + MostRows - 1) / MostRows;
        var html = new StringBuilder($"<details><summary>The figures{(every > 1 ? $" (one in {every})" : "")}</summary><div class=\"scroll\"><table><caption>{Text(chart.Title)}</caption><thead><tr><th scope=\"col\">{Text(chart.XName)}</th>");
        html.AppendJoin("", chart.Lines.Select(line => $"<th scope=\"col\">{Text(line.Name)}</th>")).Append("</tr></thead><tbody>");
        foreach (var place in places.Where((_, i) => i % every == 0))
        {
            html.Append($"<tr><td>{Text(chart.ShowX(place))}</td>");
            html.AppendJoin("", values.Select(line => $"<td>{(line[place].FirstOrDefault() is { } value ? Text(chart.ShowY(value)) : "–")}</td>")).Append("</tr>");
        }

        return html.Append("</tbody></table></div></details>").ToString();
    }

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
