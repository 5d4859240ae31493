using System.Globalization;

namespace Fleet.Sim.Drive;

/// <summary>How fast a timeline is driven: <c>1x</c>, <c>10x</c>, any factor, or <c>max</c>.</summary>
/// <param name="Factor">Timeline time over real time; null: as fast as possible.</param>
public sealed record Speed(double? Factor)
{
    /// <summary>What it takes, for error messages.</summary>
    public static readonly string Rule = string.Create(CultureInfo.InvariantCulture, $"a factor from {Slowest}x to {Fastest}x, such as 1x or 10x, or max");

    private const double Slowest = 0.01;
    private const double Fastest = 10_000;

    /// <summary>As it happens.</summary>
    public static Speed Real { get; } = new(1.0);

    /// <summary>As fast as possible.</summary>
    public static Speed Max { get; } = new((double?)null);

    /// <summary>When something of the timeline is due, since the start of the run; zero if it is due at once.</summary>
    public TimeSpan DueAt(TimeSpan at) => Factor is { } factor ? at / factor : TimeSpan.Zero;

    /// <summary>Reads a speed; false if it is none.</summary>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Speed? speed)
    {
        speed = null;
        if (text == "max")
            speed = Max;
        else if (text.EndsWith('x')
            && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor)
            && factor is >= Slowest and <= Fastest)
            speed = new Speed(factor);
        return speed is not null;
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => Factor is { } factor ? $"{factor}x" : "max";
}
