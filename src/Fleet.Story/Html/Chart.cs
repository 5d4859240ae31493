namespace Fleet.Story.Html;

/// <summary>What a chart shows.</summary>
/// <param name="Title">What it is.</param>
/// <param name="About">How to read it, in a sentence.</param>
/// <param name="XName">What is along the bottom, with its unit.</param>
/// <param name="ShowX">Writes a value of that.</param>
/// <param name="ShowY">Writes a value, with its unit.</param>
/// <param name="Lines">What is drawn; lines of a stacked chart have their points at the same places.</param>
public sealed record Chart(
    string Title, string About, string XName, Func<double, string> ShowX, Func<double, string> ShowY, IReadOnlyList<ChartLine> Lines)
{
    /// <summary>Each step of the scale is ten times the one before; what is zero stands at the bottom.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Along the bottom is time, from here to there, the same in all charts of a page; null: whatever the lines reach over.</summary>
    public TimeAxis? Time { get; init; }

    /// <summary>Values are counted: there is nothing between two whole numbers.</summary>
    public bool Counted { get; init; }

    /// <summary>Lines lie one on another, as areas.</summary>
    public bool Stacked { get; init; }

    /// <summary>A value that should not be passed, with its name.</summary>
    public (double Value, string Name)? Limit { get; init; }

    /// <summary>Points are marked: there are few.</summary>
    public bool Marked { get; init; }
}

/// <summary>A line of a chart.</summary>
/// <param name="Name">For the key and the table.</param>
/// <param name="Color">1 to 6: which of the page's colours.</param>
/// <param name="Points">From left to right; a point without a value is a gap.</param>
public sealed record ChartLine(string Name, int Color, IReadOnlyList<(double X, double? Y)> Points)
{
    /// <summary>Lines are told apart by their dashes, too: not everybody sees colours, and not every printer prints them.</summary>
    public string Dashes => Color switch { 2 => "7 3", 3 => "2 3", 4 => "9 3 2 3", 5 => "12 4", 6 => "4 4", _ => "" };
}

/// <summary>The time that the charts of a page are drawn over, in seconds.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
public sealed record TimeAxis(double From, double To);
