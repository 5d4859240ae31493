using System.Text;

namespace Fleet.Story.Html;

/// <summary>A table of a page. On a narrow screen a row of many columns becomes a block of its own, with the columns' names in it, so that nothing is cut off.</summary>
/// <param name="Heading">What it is.</param>
/// <param name="About">How to read it; empty: that needs no word.</param>
/// <param name="Columns">Heads of the columns; all empty: names and values need none.</param>
/// <param name="Rows">Cells, as HTML.</param>
public sealed record PageTable(string Heading, string About, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>The column that holds words, not figures: it may break its lines.</summary>
    public int WordsIn { get; init; }

    /// <summary>A narrow screen has room for these: few, and no words beside others.</summary>
    private bool IsNarrow => Columns.Count <= 3 && WordsIn == 0;

    internal string Draw(string kind)
    {
        var html = new StringBuilder($"<section class=\"{kind}\"><h2>{HtmlPage.Text(Heading)}</h2>");
        if (About.Length > 0)
            html.Append($"<p class=\"about\">{HtmlPage.Text(About)}</p>");
        if (Rows.Count == 0)
            return html.Append("<p><em>There was none.</em></p></section>").ToString();

        html.Append($"<div class=\"scroll\"><table{(IsNarrow ? "" : " class=\"rows\"")}>");
        if (Columns.Any(column => column.Length > 0))
            html.Append("<thead><tr>").AppendJoin("", Columns.Select((column, i) => $"<th scope=\"col\"{Words(i)}>{HtmlPage.Text(column)}</th>")).Append("</tr></thead>");
        html.Append("<tbody>");
        foreach (var row in Rows)
            html.Append("<tr>").AppendJoin("", row.Select((cell, i) => $"<td data-of=\"{HtmlPage.Text(Columns[i])}\"{Words(i)}>{cell}</td>")).Append("</tr>");
        return html.Append("</tbody></table></div></section>").ToString();
    }

    private string Words(int column) => column == WordsIn ? " class=\"words\"" : "";
}
