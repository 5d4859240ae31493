using System.Globalization;
using System.Net;
using System.Text;

namespace Fleet.Sim.Html;

/// <summary>Draws a chart as a figure: heading, key, SVG, and the table below it.</summary>
internal static class ChartDrawing
{
    private const double Width = 560, Height = 230, Left = 64, Right = 548, Top = 10, Bottom = 196;
    private const int MostRows = 60;

    public static string Draw(Chart chart)
    {
        var html = new StringBuilder($"<figure><h2>{Text(chart.Title)}</h2><p class=\"about\">{Text(chart.About)}</p>");
        var lines = chart.Stacked ? Stack(chart.Lines) : chart.Lines;
        var points = lines.SelectMany(line => line.Points).Where(point => point.Y is not null).Select(point => (point.X, Y: point.Y!.Value)).ToList();
        if (points.Count == 0)
            return html.Append("<p><em>Nothing was measured.</em></p></figure>").ToString();

        var (first, last) = (points.Min(p => p.X), points.Max(p => p.X));
        var x = chart.OverTime ? Axis.Seconds(first, last, Left, Right) : Axis.Linear(first, last, Left, Right);
        var most = Math.Max(points.Max(p => p.Y), chart.Limit is { } bound && bound.Value < points.Max(p => p.Y) * 4 ? bound.Value : 0);
        var y = chart.Logarithmic
            ? Axis.Logarithm(points.Where(p => p.Y > 0).Select(p => p.Y).DefaultIfEmpty(1).Min(), most, Bottom, Top)
            : Axis.FromZero(most, Bottom, Top, chart.Counted);
        html.Append("<ul class=\"key\">").AppendJoin("", chart.Lines.Select(line => $"<li>{Swatch(line, chart.Stacked)}{Text(line.Name)}</li>")).Append("</ul>");
        html.Append($"<svg class=\"chart\" viewBox=\"0 0 {Width} {Height}\" role=\"img\"><title>{Text(chart.Title)}</title><desc>{Text(chart.About)}</desc>");
        DrawAxes(html, chart, x, y);
        for (var i = lines.Count - 1; i >= 0; i--)
            DrawLine(html, chart, lines[i], x, y);
        if (chart.Limit is { } limit && limit.Value <= most)
            html.Append($"<path class=\"limit\" d=\"M{Left} {N(y.At(limit.Value))}H{Right}\"/><text x=\"{Right}\" y=\"{N(y.At(limit.Value) - 4)}\" text-anchor=\"end\">{Text(limit.Name)}</text>");
        return html.Append("</svg>").Append(Table(chart)).Append("</figure>").ToString();
    }

    private static void DrawAxes(StringBuilder html, Chart chart, Axis x, Axis y)
    {
        foreach (var tick in y.Ticks)
            html.Append($"<path class=\"grid\" d=\"M{Left} {N(y.At(tick))}H{Right}\"/><text x=\"{Left - 6}\" y=\"{N(y.At(tick) + 4)}\" text-anchor=\"end\">{Text(chart.ShowY(tick))}</text>");
        foreach (var tick in x.Ticks)
            html.Append($"<text x=\"{N(x.At(tick))}\" y=\"{Bottom + 16}\" text-anchor=\"middle\">{Text(chart.ShowX(tick))}</text>");
        html.Append($"<text x=\"{(Left + Right) / 2}\" y=\"{Height - 3}\" text-anchor=\"middle\">{Text(chart.XName)}</text>");
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
            html.Append($"<path d=\"{path}L{N(x.At(line.Points[^1].X))} {Bottom}L{N(x.At(line.Points[0].X))} {Bottom}Z\" fill=\"var(--s{line.Color})\"/>");
        else
            html.Append($"<path d=\"{path}\" fill=\"none\" stroke=\"var(--s{line.Color})\" stroke-width=\"2\" stroke-linejoin=\"round\" stroke-dasharray=\"{line.Dashes}\"/>");
        if (chart.Marked || line.Points.Count == 1)
        {
            foreach (var (at, value) in line.Points.Where(point => point.Y is not null))
                html.Append($"<circle cx=\"{N(x.At(at))}\" cy=\"{N(y.At(value!.Value))}\" r=\"3.5\" fill=\"var(--s{line.Color})\"/>");
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
        var rows = chart.Lines[0].Points.Count;
        var every = (rows + MostRows - 1) / MostRows;
        var html = new StringBuilder($"<details><summary>The figures{(every > 1 ? $" (one in {every})" : "")}</summary><div class=\"scroll\"><table><caption>{Text(chart.Title)}</caption><thead><tr><th scope=\"col\">{Text(chart.XName)}</th>");
        html.AppendJoin("", chart.Lines.Select(line => $"<th scope=\"col\">{Text(line.Name)}</th>")).Append("</tr></thead><tbody>");
        for (var row = 0; row < rows; row += every)
        {
            html.Append($"<tr><td>{Text(chart.ShowX(chart.Lines[0].Points[row].X))}</td>");
            foreach (var line in chart.Lines)
                html.Append($"<td>{(line.Points[row].Y is { } value ? Text(chart.ShowY(value)) : "–")}</td>");
            html.Append("</tr>");
        }

        return html.Append("</tbody></table></div></details>").ToString();
    }

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
