using System.Globalization;

namespace Fleet.Sim.Trials;

/// <summary>What a server's <c>/metrics</c> told, in the text form of Prometheus.</summary>
internal sealed class MetricsText
{
    private readonly ILookup<string, (string Labels, double Value)> _values;

    private MetricsText(IEnumerable<(string Name, string Labels, double Value)> values) =>
        _values = values.ToLookup(value => value.Name, value => (value.Labels, value.Value), StringComparer.Ordinal);

    /// <summary>Reads it; a line that is none of a figure is left out.</summary>
    public static MetricsText Parse(string text) => new(text.Split('\n').Select(Line).OfType<(string, string, double)>());

    /// <summary>A figure, summed up over its labels; null: it is not told.</summary>
    /// <param name="name">Such as <c>fleet_journal_queue</c>.</param>
    /// <param name="label">Only where this is among them, such as <c>generation="2"</c>; null: all.</param>
    public double? Sum(string name, string? label = null)
    {
        var values = _values[name].Where(value => label is null || value.Labels.Contains(label, StringComparison.Ordinal)).ToList();
        return values.Count == 0 ? null : values.Sum(value => value.Value);
    }

    /// <summary>The value of a label of a figure that is told once; null: it is not told, or has none.</summary>
    public string? Label(string name, string label)
    {
        var labels = _values[name].Select(value => value.Labels).FirstOrDefault() ?? "";
        var start = labels.IndexOf($"{label}=\"", StringComparison.Ordinal) + label.Length + 2;
        return start < label.Length + 2 || labels.IndexOf('"', start) is not (>= 0 and var end) ? null : labels[start..end];
    }

    private static (string, string, double)? Line(string line)
    {
        var end = line.LastIndexOf(' ');
        if (line.StartsWith('#') || end < 0 || !double.TryParse(line.AsSpan(end + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            return null;
        var (name, labels) = line.IndexOf('{') is var brace and >= 0 && brace < end ? (line[..brace], line[brace..end]) : (line[..end], "");
        return (name, labels, value);
    }
}
