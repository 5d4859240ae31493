using System.Globalization;
using Fleet.Sim.Drive;

namespace Fleet.Sim.Trials;

/// <summary>
/// A service level objective: upper limits on a percentile of the latency, of the time to connect, of questions, or of how long what was acknowledged cannot be seen, or
/// on the share of errors, such as <c>p99&lt;250ms,connect.p99&lt;2s,read.p99&lt;50ms,errors&lt;0.1%</c>.
/// </summary>
public sealed class Slo
{
    /// <summary>What it takes, for error messages.</summary>
    public const string Rule = "limits such as p99<250ms,connect.p99<2s,errors<0.1%: p50, p90, p99, p999 or max in us, ms or s, of reports; with connect. before it of log-ins, with read. of questions, with visible. of what was acked until it can be seen; and errors in % up to 100%, each above 0 and once";

    private static readonly (string Before, bool OfReads, Func<TrialOutcome, Distribution?> Take)[] Kinds =
    [
        ("connect.", false, outcome => outcome.Figures?.Connect),
        ("read.", true, outcome => outcome.Reads?.Latency),
        ("visible.", true, outcome => outcome.Reads?.Visible),
        ("", false, outcome => outcome.Figures?.Latency),
    ];

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
    internal IReadOnlyList<LatenessLimit> Lateness => [.. _limits.Where(limit => limit is { Percentile: not null, OfReads: false }).Select(limit => new LatenessLimit(limit.Name, limit.Bound / 10, limit.Percentile!))];

    /// <summary>The first limit about what only readers measure; null: there is none.</summary>
    public string? NeedsReaders => _limits.FirstOrDefault(limit => limit.OfReads)?.Text;

    /// <summary>The limits that a trial went over, each in a few words; none if it kept all.</summary>
    public IReadOnlyList<string> Misses(TrialOutcome outcome) => [.. Judge(outcome).Select(judged => judged.Miss).OfType<string>()];

    /// <summary>Each limit as it is written, and in a few words how a trial went over it; null: it did not.</summary>
    public IEnumerable<(string Limit, string? Miss)> Judge(TrialOutcome outcome) =>
        _limits.Select(limit => (limit.Text, limit.Of(outcome) is not { } met ? $"{limit.Text} missed: nothing was measured" : met >= limit.Bound ? $"{limit.Text} missed: {limit.Show(met)}" : null));

    private static SloLimit? ParseLimit(string text)
    {
        var parts = text.Split('<', StringSplitOptions.TrimEntries);
        if (parts.Length != 2)
            return null;
        if (parts[0] == "errors")
            return Number(parts[1], "%") is <= 100 and var percent ? new SloLimit(text, parts[0], percent / 100, OfReads: false, null, o => o.ErrorShare, v => $"{v:0.###%}") : null;
        var (before, ofReads, take) = Kinds.First(kind => parts[0].StartsWith(kind.Before, StringComparison.Ordinal));
        if (PercentileOf(parts[0][before.Length..]) is not { } percentile)
            return null;
        var bound = Units.Select(unit => Number(parts[1], unit.Unit) * unit.Milliseconds).FirstOrDefault(number => number is not null);
        return bound is { } milliseconds ? new SloLimit(text, parts[0], milliseconds, ofReads, percentile, Of, v => $"{v:0.#} ms") : null;

        // Without an ack there is nothing to see; of questions nobody asked, nothing is known.
        double? Of(TrialOutcome outcome) => take(outcome) is { } times && times != Distribution.None ? percentile(times.Percentiles) : ofReads ? null : 0;
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

    private sealed record SloLimit(string Text, string Name, double Bound, bool OfReads, Func<Percentiles, double>? Percentile, Func<TrialOutcome, double?> Of, Func<double, string> Show);
}
