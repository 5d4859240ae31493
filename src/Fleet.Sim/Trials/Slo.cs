using System.Globalization;
using Fleet.Sim.Drive;

namespace Fleet.Sim.Trials;

/// <summary>
/// A service level objective: upper limits on a percentile of the latency or of the time to connect, or on the share of errors, such as
/// <c>p99&lt;250ms,connect.p99&lt;2s,errors&lt;0.1%</c>.
/// </summary>
public sealed class Slo
{
    /// <summary>What it takes, for error messages.</summary>
    public const string Rule = "limits such as p99<250ms,connect.p99<2s,errors<0.1%: p50, p90, p99, p999 or max in us, ms or s, of reports or with connect. before it of log-ins, and errors in % up to 100%, each above 0 and once";

    private const string OfLogins = "connect.";

    private static readonly (string Unit, double Milliseconds)[] Units = [("us", 0.001), ("ms", 1), ("s", 1000)];

    private readonly IReadOnlyList<SloLimit> _limits;

    private Slo(IReadOnlyList<SloLimit> limits) => _limits = limits;

    /// <summary>Of a capacity, where no other is asked for.</summary>
    public static Slo Usual { get; } = TryParse("p99<250ms,errors<0.1%", out var usual) ? usual : throw new InvalidOperationException("the usual objective can be read");

    /// <summary>As it is written.</summary>
    public override string ToString() => string.Join(',', _limits.Select(limit => limit.Text));

    /// <summary>Reads an objective; false if the text breaks <see cref="Rule"/>.</summary>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Slo? slo)
    {
        var limits = text.Split(',', StringSplitOptions.TrimEntries).Select(ParseLimit).ToList();
        slo = limits.Contains(null) || limits.DistinctBy(limit => limit!.Name).Count() < limits.Count ? null : new Slo(limits.OfType<SloLimit>().ToList());
        return slo is not null;
    }

    /// <summary>How late the generator may be, that these figures are not its own: a tenth of each bound, at the same percentile.</summary>
    internal IReadOnlyList<LatenessLimit> Lateness => [.. _limits.Where(limit => limit.Percentile is not null).Select(limit => new LatenessLimit(limit.Name, limit.Bound / 10, limit.Percentile!))];

    /// <summary>The limits that a trial went over, each in a few words; none if it kept all.</summary>
    public IReadOnlyList<string> Misses(TrialOutcome outcome) => [.. Judge(outcome).Select(judged => judged.Miss).OfType<string>()];

    /// <summary>Each limit as it is written, and in a few words how a trial went over it; null: it did not.</summary>
    public IEnumerable<(string Limit, string? Miss)> Judge(TrialOutcome outcome) =>
        _limits.Select(limit => (limit.Text, limit.Of(outcome) >= limit.Bound ? $"{limit.Text} missed: {limit.Show(limit.Of(outcome))}" : null));

    private static SloLimit? ParseLimit(string text)
    {
        var parts = text.Split('<', StringSplitOptions.TrimEntries);
        if (parts.Length != 2)
            return null;
        if (parts[0] == "errors")
            return Number(parts[1], "%") is <= 100 and var percent ? new SloLimit(text, parts[0], percent / 100, null, o => o.ErrorShare, v => $"{v:0.###%}") : null;
        var ofLogins = parts[0].StartsWith(OfLogins, StringComparison.Ordinal);
        if (PercentileOf(parts[0][(ofLogins ? OfLogins.Length : 0)..]) is not { } percentile)
            return null;
        var bound = Units.Select(unit => Number(parts[1], unit.Unit) * unit.Milliseconds).FirstOrDefault(number => number is not null);
        return bound is { } milliseconds
            ? new SloLimit(text, parts[0], milliseconds, percentile, o => percentile(((ofLogins ? o.Figures?.Connect : o.Figures?.Latency) ?? Distribution.None).Percentiles), v => $"{v:0.#} ms")
            : null;
    }

    private static Func<Percentiles, double>? PercentileOf(string name) => name switch
    {
        "p50" => p => p.P50,
        "p90" => p => p.P90,
        "p99" => p => p.P99,
        "p999" => p => p.P999,
        "max" => p => p.Max,
        _ => null,
    };

    private static double? Number(string text, string unit) =>
        text.EndsWith(unit, StringComparison.Ordinal)
        && double.TryParse(text[..^unit.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number > 0 // nothing is below zero, so that limit could not be kept
        && double.IsFinite(number) // .NET reads infinities and what is no number, too
            ? number
            : null;

    private sealed record SloLimit(string Text, string Name, double Bound, Func<Percentiles, double>? Percentile, Func<TrialOutcome, double> Of, Func<double, string> Show);
}
