namespace Fleet.Sim.Html;

/// <summary>A line of a chart.</summary>
/// <param name="Name">For the key and the table.</param>
/// <param name="Color">1 to 6: which of the page's colours.</param>
/// <param name="Points">From left to right; a point without a value is a gap.</param>
internal sealed record ChartLine(string Name, int Color, IReadOnlyList<(double X, double? Y)> Points)
{
    /// <summary>Lines are told apart by their dashes, too: not everybody sees colours, and not every printer prints them.</summary>
    public string Dashes => Color switch { 2 => "7 3", 3 => "2 3", 4 => "9 3 2 3", 5 => "12 4", 6 => "4 4", _ => "" };
}
