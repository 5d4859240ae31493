namespace Fleet.Sim.Html;

/// <summary>What a chart shows.</summary>
/// <param name="Title">What it is.</param>
/// <param name="About">How to read it, in a sentence.</param>
/// <param name="XName">What is along the bottom, with its unit.</param>
/// <param name="ShowX">Writes a value of that.</param>
/// <param name="ShowY">Writes a value, with its unit.</param>
/// <param name="Lines">What is drawn; lines of a stacked chart have their points at the same places.</param>
internal sealed record Chart(
    string Title, string About, string XName, Func<double, string> ShowX, Func<double, string> ShowY, IReadOnlyList<ChartLine> Lines)
{
    /// <summary>Each step of the scale is ten times the one before; what is zero stands at the bottom.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Along the bottom are seconds: the ticks are at round minutes, or seconds.</summary>
    public bool OverTime { get; init; }

    /// <summary>Values are counted: there is nothing between two whole numbers.</summary>
    public bool Counted { get; init; }

    /// <summary>Lines lie one on another, as areas.</summary>
    public bool Stacked { get; init; }

    /// <summary>A value that should not be passed, with its name.</summary>
    public (double Value, string Name)? Limit { get; init; }

    /// <summary>Points are marked: there are few.</summary>
    public bool Marked { get; init; }
}
