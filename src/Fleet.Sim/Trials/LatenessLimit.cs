using Fleet.Sim.Drive;

namespace Fleet.Sim.Trials;

/// <summary>How late the generator may be before latencies are its own: what it adds is small beside what the server is held to.</summary>
/// <param name="Name">Of the percentile.</param>
/// <param name="Milliseconds">The bound.</param>
/// <param name="Of">Takes the percentile.</param>
public sealed record LatenessLimit(string Name, double Milliseconds, Func<Percentiles, double> Of)
{
    private static readonly IReadOnlyList<LatenessLimit> Usual = [new("p99", 50, lateness => lateness.P99)];

    /// <summary>At each percentile of an objective a tenth of its bound; 50 ms at p99 where it has none.</summary>
    /// <param name="slo">The objective; null: none.</param>
    public static IReadOnlyList<LatenessLimit> Under(Slo? slo) => slo?.Lateness is { Count: > 0 } limits ? limits : Usual;

    /// <summary>The bound as it was passed, in a few words; null: it was not.</summary>
    public string? Miss(Percentiles lateness) => Of(lateness) > Milliseconds ? $"late ({Of(lateness):0.#} ms at {Name}, where {Milliseconds:0.###} ms are allowed)" : null;
}
