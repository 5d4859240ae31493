using System.Globalization;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary>What a check has found.</summary>
internal sealed class Checkup
{
    private readonly string? _unknown;
    private readonly List<Measure> _measures = [];

    /// <param name="unknown">Why nothing is known.</param>
    public Checkup(string unknown) => _unknown = unknown;

    /// <param name="summary">The counts.</param>
    public Checkup(FleetSummary summary)
    {
        if (summary.Total == 0)
            _unknown = "There are no such clients.";
        else
            Summary = summary;
    }

    /// <summary>The counts; null: nothing is known.</summary>
    public FleetSummary? Summary { get; }

    /// <summary>The worst of all that was measured.</summary>
    public CheckState State => _unknown is null ? _measures.Max(measure => measure.State) : CheckState.Unknown;

    /// <summary>For what reads plug-ins: a state, a sentence, and behind a bar <c>label=value;warning;critical;least;most</c>, in numbers of clients.</summary>
    public string Line => _unknown is null
        ? string.Create(CultureInfo.InvariantCulture, $"FLEET {State.ToString().ToUpperInvariant()} - {Summary!.Total:N0} clients: {string.Join(", ", Worst.Select(Text))} | ")
            + string.Join(' ', _measures.Select(Performance)) + $" clients={Summary.Total};;;0"
        : $"FLEET UNKNOWN - {_unknown.ReplaceLineEndings(" ").Replace('|', '/')}";

    /// <summary>The same for JSON.</summary>
    public object Told => new
    {
        state = State.ToString().ToLowerInvariant(),
        reason = _unknown,
        clients = Summary?.Total,
        offset = Summary?.Offset,
        measures = _measures.Select(measure => new { name = measure.Name, clients = measure.Clients, warning = measure.Warning, critical = measure.Critical, state = measure.State.ToString().ToLowerInvariant() }),
    };

    private IEnumerable<Measure> Worst => _measures.OrderByDescending(measure => measure.State);

    /// <summary>Measures something that has a bound; more than it is too much.</summary>
    public void Add(string name, long clients, Bound? warning, Bound? critical)
    {
        if (warning is not null || critical is not null)
            _measures.Add(new Measure(name, clients, warning?.Of(Summary!.Total), critical?.Of(Summary!.Total)));
    }

    private string Text(Measure measure) => string.Create(
        CultureInfo.InvariantCulture,
        $"{measure.Name} {measure.Clients:N0} ({100.0 * measure.Clients / Summary!.Total:0.#}%{(measure.Crossed is { } bound ? $", at most {bound:0.##}" : "")})");

    private string Performance(Measure measure) =>
        string.Create(CultureInfo.InvariantCulture, $"{measure.Name}={measure.Clients};{measure.Warning:0.##};{measure.Critical:0.##};0;{Summary!.Total}");

    private sealed record Measure(string Name, long Clients, double? Warning, double? Critical)
    {
        public CheckState State => Clients > Critical ? CheckState.Critical : Clients > Warning ? CheckState.Warning : CheckState.Ok;

        public double? Crossed => State switch
        {
            CheckState.Critical => Critical,
            CheckState.Warning => Warning,
            _ => null,
        };
    }
}

/// <summary>The states of the Monitoring Plugins; the numbers are their exit codes.</summary>
internal enum CheckState
{
    /// <summary>Within bounds.</summary>
    Ok = 0,

    /// <summary>Beyond a bound that warns.</summary>
    Warning = 1,

    /// <summary>Beyond a bound that must not be crossed.</summary>
    Critical = 2,

    /// <summary>Nobody can tell.</summary>
    Unknown = 3,
}
