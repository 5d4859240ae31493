using Fleet.Core.Vocabulary;

namespace Fleet.Pages.Parts;

/// <summary>The words of the vocabulary, as headings and labels of pages write them.</summary>
public static class Labels
{
    /// <summary>What the product family writes with capitals.</summary>
    private static readonly (string Plain, string Written)[] Names =
        [("real time scan", "Real-time Scan"), ("web reputation", "Web Reputation"), ("smart protection", "Smart Protection"), ("re imaged", "re-imaged")];

    /// <summary>A value, such as <c>Pattern outdated</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum => OfWord(Words.Of(value));

    /// <summary>A word in kebab-case or camelCase, such as <c>needsAction</c>.</summary>
    public static string OfWord(string word)
    {
        var plain = string.Concat(word.Select((letter, i) => letter == '-' ? " " : char.IsUpper(letter) && i > 0 ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
        if (plain is "true" or "false")
            return plain == "true" ? "Yes" : "No";
        foreach (var (name, written) in Names)
            plain = plain.Replace(name, written, StringComparison.Ordinal);
        return plain.Length == 0 ? plain : char.ToUpperInvariant(plain[0]) + plain[1..];
    }

    /// <summary>What a filter is called.</summary>
    public static string OfFilter(string name) => name switch
    {
        "q" => "Id begins with",
        "search" => "Id contains",
        "noted" => "Has a note",
        "offlineSince" => "Offline since (UTC)",
        _ => OfWord(name),
    };

    /// <summary>A value of a filter: its words are written as everywhere, names and times as they are.</summary>
    public static string OfValue(string filter, string value) =>
        ReadModel.Queries.ClientFilters.Rows.FirstOrDefault(row => row.Name == filter) is { } row && row.Name != "icon" && row.Texts.Words.Contains(value) ? OfWord(value) : value;

    /// <summary>A count, with its thousands apart.</summary>
    public static string Count(long count) => count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>So many clients, in words.</summary>
    public static string Clients(long count) => count == 1 ? "1 client" : $"{Count(count)} clients";

    /// <summary>How long something may take, with all its units, to the thousandth of a second.</summary>
    public static string Exactly(TimeSpan span)
    {
        var seconds = Math.Round((decimal)span.TotalSeconds % 60, 3);
        (long Count, string Unit)[] units = [((long)span.TotalDays, "d"), (span.Hours, "h"), (span.Minutes, "min")];
        string[] parts =
        [
            .. units.Where(unit => unit.Count != 0).Select(unit => $"{Count(unit.Count)} {unit.Unit}"),
            .. seconds == 0 ? Array.Empty<string>() : [$"{seconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)} s"],
        ];
        return parts.Length == 0 ? "0 s" : string.Join(' ', parts);
    }

    /// <summary>How long something is or was, in its largest unit: the moment itself stands beside it.</summary>
    public static string Span(TimeSpan span) =>
        span < TimeSpan.Zero ? "0 s"
        : span.TotalMinutes < 1 ? $"{(int)span.TotalSeconds} s"
        : span.TotalHours < 1 ? $"{(int)span.TotalMinutes} min"
        : span.TotalDays < 1 ? $"{(int)span.TotalHours} h"
        : $"{Count((long)span.TotalDays)} d";
}
