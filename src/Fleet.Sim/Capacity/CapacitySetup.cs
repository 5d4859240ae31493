using Fleet.Protocol.Tls;
using Fleet.Sim.Drive;
using Fleet.Sim.Hosting;
using Fleet.Sim.Scenario;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Trials;
using Fleet.Sim.Workers;

namespace Fleet.Sim.Capacity;

/// <summary>A whole search for a capacity, as it was asked for.</summary>
/// <param name="Scenario">Whose populations and arrivals.</param>
/// <param name="Plan">What is searched.</param>
/// <param name="Fixed">The other side: clients where a rate is searched, reports a second of each where clients are.</param>
/// <param name="Slo">What the server is held to.</param>
/// <param name="FullTrial">How long a trial of full length measures.</param>
/// <param name="WarmUp">How long it runs before at least, when everybody has logged in.</param>
/// <param name="Seed">Chooses what happens in the first trial; each trial takes the next one, so that no chance of one is met again.</param>
/// <param name="Connections">How many connections; null: as many as a run takes.</param>
/// <param name="Servers">gRPC addresses; empty: a host of its own for each trial.</param>
/// <param name="Apis">The HTTP APIs of those; the first one is asked.</param>
internal sealed record CapacitySetup(
    ScenarioDefinition Scenario,
    SearchPlan Plan,
    double Fixed,
    Slo Slo,
    TimeSpan FullTrial,
    TimeSpan WarmUp,
    long Seed,
    int? Connections,
    IReadOnlyList<Uri> Servers,
    IReadOnlyList<Uri> Apis)
{
    /// <summary>Trials that only guide the search measure for a quarter of the time.</summary>
    public TimeSpan ShortTrial => TimeSpan.FromSeconds(Math.Max(1, FullTrial.TotalSeconds / 4));

    /// <summary>What a trial takes that measures for so long, with what is around that: the log-ins, the warm-up, and a server that settles before and after.</summary>
    public TimeSpan Around(TimeSpan measured) => LoadOf(Plan.Start, number: 1).Ramp + WarmUp + measured + TimeSpan.FromSeconds(3);

    /// <summary>When hellos are said that are due.</summary>
    public LoginPace Logins { get; init; } = LoginPace.Paced;

    /// <summary>Put before every client's id; empty: nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>How many read the fleet meanwhile.</summary>
    public int Readers { get; init; }

    /// <summary>Whose certificates are taken.</summary>
    public ServerTrust Trust { get; init; } = ServerTrust.OfMachine;

    /// <summary>Who makes the load in this process's place; null: it does by itself.</summary>
    public Workforce? Workers { get; init; }

    /// <summary>A backup that each host of a search's own begins with; null: they begin empty.</summary>
    public string? Backup { get; init; }

    /// <summary>Hosts of a search's own are to keep their journal in PostgreSQL, and nobody said in which.</summary>
    public bool StartsPostgres { get; init; }

    /// <summary>How the processors are shared out; null: the server has a machine of its own.</summary>
    public CoreSplit? Split { get; init; }

    /// <summary>The cores of the generator and of the server; null where they are not set apart.</summary>
    public (Cores Generator, Cores Server)? Cores => Split is { Server.Count: > 0 } split ? (new Cores(split.Generator), new Cores(split.Server)) : null;

    /// <summary>All of these; null where none are set apart.</summary>
    public IReadOnlyCollection<int>? OwnCores => Cores is { } own ? [.. own.Generator.Numbers, .. own.Server.Numbers] : null;

    /// <summary>The load of a trial, in clients and reports a second.</summary>
    /// <param name="load">What is searched.</param>
    /// <param name="number">Of the trial, from 1.</param>
    public SteadyLoad LoadOf(double load, int number) => Plan.Kind == LoadKind.Rate
        ? new SteadyLoad(Scenario, (int)Fixed, (decimal)load, Seed + number - 1)
        : new SteadyLoad(Scenario, (int)load, (decimal)Math.Max(0.001, load * Fixed), Seed + number - 1);

    /// <summary>What follows a load in words: reports a second, or clients.</summary>
    public string Show(double load) => Plan.Kind == LoadKind.Rate ? $"{load:#,0.##} reports/s" : $"{load:N0} clients";
}
