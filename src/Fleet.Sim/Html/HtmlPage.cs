using System.Net;
using System.Text;

namespace Fleet.Sim.Html;

/// <summary>
/// One self-contained page: its style is in it, and nothing is loaded from anywhere. Dark where the reader's system is dark,
/// light on paper; without script.
/// </summary>
/// <param name="title">What it is about.</param>
internal sealed class HtmlPage(string title)
{
    private static readonly string Style = ReadStyle();

    private readonly StringBuilder _body = new();

    /// <summary>What it comes to, first of all.</summary>
    /// <param name="mood"><c>good</c>, <c>warn</c> or <c>bad</c>.</param>
    /// <param name="headline">In a sentence.</param>
    /// <param name="findings">What speaks for or against it.</param>
    public void ShowVerdict(string mood, string headline, IEnumerable<string> findings)
    {
        var items = string.Concat(findings.Select(finding => $"<li>{Text(finding)}</li>"));
        _body.Append($"<header class=\"verdict {mood}\"><h1>{Text(headline)}</h1>{(items.Length == 0 ? "" : $"<ul>{items}</ul>")}</header>");
    }

    /// <summary>Names and values.</summary>
    public void Facts(IEnumerable<(string Name, string Value)> facts) =>
        _body.Append($"<dl class=\"facts\">{string.Concat(facts.Select(fact => $"<div><dt>{Text(fact.Name)}</dt><dd>{Text(fact.Value)}</dd></div>"))}</dl>");

    /// <summary>Charts, as many beside each other as there is room for.</summary>
    public void Charts(IEnumerable<Chart> charts) => _body.Append($"<main class=\"charts\">{string.Concat(charts.Select(ChartDrawing.Draw))}</main>");

    /// <summary>A table over the whole width.</summary>
    /// <param name="heading">What it is.</param>
    /// <param name="about">How to read it.</param>
    /// <param name="columns">Heads of the columns.</param>
    /// <param name="rows">Cells, as HTML.</param>
    /// <param name="wordsIn">The column that holds words, not figures: it may break its lines.</param>
    public void Table(string heading, string about, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, int wordsIn)
    {
        _body.Append($"<section class=\"wide\"><h2>{Text(heading)}</h2><p class=\"about\">{Text(about)}</p>");
        if (rows.Count == 0)
        {
            _body.Append("<p><em>There was none.</em></p></section>");
            return;
        }

        _body.Append("<div class=\"scroll\"><table><thead><tr>");
        _body.AppendJoin("", columns.Select((column, i) => $"<th scope=\"col\"{(i == wordsIn ? " class=\"words\"" : "")}>{Text(column)}</th>")).Append("</tr></thead><tbody>");
        foreach (var row in rows)
            _body.Append("<tr>").AppendJoin("", row.Select((cell, column) => column == wordsIn ? $"<td class=\"words\">{cell}</td>" : $"<td>{cell}</td>")).Append("</tr>");
        _body.Append("</tbody></table></div></section>");
    }

    /// <summary>A last line.</summary>
    public void Footer(string line) => _body.Append($"<footer>{Text(line)}</footer>");

    /// <summary>A text as HTML.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The whole document.</summary>
    public override string ToString() =>
        $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{Text(title)}</title><style>{Style}</style></head><body>{_body}</body></html>\n";

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
