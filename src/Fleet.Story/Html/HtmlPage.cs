using System.Net;
using System.Text;

namespace Fleet.Story.Html;

/// <summary>
/// One self-contained page: its style is in it, and nothing is loaded from anywhere. Dark where the reader's system is dark,
/// light on paper; without script.
/// </summary>
/// <param name="title">What it is about.</param>
public sealed class HtmlPage(string title)
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

    /// <summary>The few figures that matter most, large.</summary>
    public void Figures(IEnumerable<(string Name, string Value)> figures) =>
        _body.Append($"<dl class=\"figures\">{Pairs(figures)}</dl>");

    /// <summary>Small tables and charts, as many beside each other as there is room for.</summary>
    public void Cards(IEnumerable<PageTable> tables, IEnumerable<Chart> charts) =>
        _body.Append($"<main class=\"cards\">{string.Concat(tables.Select(table => table.Draw("card")))}{string.Concat(charts.Select(ChartDrawing.Draw))}</main>");

    /// <summary>A table over the whole width.</summary>
    public void Table(PageTable table) => _body.Append(table.Draw("card wide"));

    /// <summary>Names and values under a heading: what is there to be looked up.</summary>
    public void Facts(string heading, IEnumerable<(string Name, string Value)> facts) =>
        _body.Append($"<section class=\"made\"><h2>{Text(heading)}</h2><dl class=\"facts\">{Pairs(facts)}</dl></section>");

    /// <summary>A text as HTML.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The whole document.</summary>
    public override string ToString() =>
        $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{Text(title)}</title><style>{Style}</style></head><body>{_body}</body></html>\n";

    private static string Pairs(IEnumerable<(string Name, string Value)> pairs) =>
        string.Concat(pairs.Select(pair => $"<div><dt>{Text(pair.Name)}</dt><dd>{Text(pair.Value)}</dd></div>"));

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
