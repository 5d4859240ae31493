using System.CommandLine;
using Fleet.Sim.Capacity;
using Fleet.Sim.Hosting;
using Fleet.Sim.Report;
using Fleet.Sim.Scenario;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary>The options of <c>fleet-sim capacity</c>.</summary>
internal sealed class CapacityOptions
{
    private const double UsualRate = 200;
    private const double UsualRateEach = 0.1;
    private const int UsualClients = 1000;
    private const double UsualPrecision = 0.1;
    private static readonly TimeSpan UsualLength = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan UsualWarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan UsualBudget = TimeSpan.FromMinutes(30);

    private readonly Argument<string> _scenario = new("SCENARIO") { Description = "Whose clients: a file, or the name of a scenario that ships. Its rate, phases and storms are left out." };

    private readonly Option<LoadKind?> _find = new Option<LoadKind?>("--find")
    {
        Description = "What is searched: the rate (reports a second at a number of clients), or the number of clients (at a rate each). [default: rate]",
        HelpName = "rate|clients",
    }.ParsedBy<LoadKind?>(result => Parsers.Kind(result));

    private readonly Option<double> _rate = new Option<double>("--rate")
    {
        Description = $"Where a rate is searched, the rate of the first trial (reports a second, default {UsualRate}); where clients are, the rate of each (default {UsualRateEach}).",
        HelpName = "N",
    }.ParsedBy(Parsers.Rate);

    private readonly Option<int> _clients = new Option<int>("--clients")
    {
        Description = $"Where a rate is searched, how many clients; where clients are, how many in the first trial.",
        HelpName = "N",
        DefaultValueFactory = _ => UsualClients,
    }.ParsedBy(Parsers.Clients);

    private readonly Option<int> _repeats = new Option<int>("--repeats")
    {
        Description = $"How often the search is made; the median is what counts. Not given: {SearchPlan.UsualRepeats} times, and on until the interval is as narrow as --precision.",
        HelpName = "N",
    }.ParsedBy(Parsers.Count);

    private readonly Option<Slo?> _slo = new Option<Slo?>("--slo")
    {
        Description = "What the server is held to; every refusal counts as an error.",
        HelpName = "LIMITS",
        DefaultValueFactory = _ => Slo.Usual,
    }.ParsedBy<Slo?>(Parsers.Objective);

    private readonly Option<TimeSpan?> _duration = Time("--duration", "How long a trial of full length measures; the others measure a quarter of it.", UsualLength);
    private readonly Option<TimeSpan?> _warmUp = Time("--warm-up", "How long a trial runs at least before it measures, when all clients are there; the first one on a server goes on until that is warm.", UsualWarmUp);
    private readonly Option<TimeSpan?> _budget = Time("--budget", "No trial is begun that would not end within that time.", UsualBudget);

    private readonly Option<double?> _precision = new Option<double?>("--precision")
    {
        Description = $"How close the bounds of a search come to each other, and how far the interval of all may reach to either side, such as 5%. [default: {UsualPrecision:0%}]",
        HelpName = "SHARE",
    }.ParsedBy<double?>(result => Parsers.Portion(result));

    private readonly Option<long> _seed = new Option<long>("--seed") { Description = "Chooses what happens; each trial takes the next one.", HelpName = "N", DefaultValueFactory = _ => 1 }.ParsedBy(Parsers.Seed);
    private readonly Option<int> _connections = new Option<int>("--connections") { Description = "How many connections carry the sessions.", HelpName = "N" }.ParsedBy(Parsers.Count);
    private readonly LoginsOption _logins = new();
    private readonly Option<Uri[]> _servers = new Option<Uri[]>("--server") { Description = "Where sessions are opened (gRPC), several may be given; without it every search starts a host of its own.", HelpName = "URL" }.ParsedBy(Parsers.Addresses);
    private readonly Option<Uri[]> _apis = new Option<Uri[]>("--api") { Description = "The HTTP API of that server; of several nodes each, the first one is asked.", HelpName = "URL" }.ParsedBy(Parsers.Addresses);
    private readonly Option<string> _store = OwnHosts.StoreOption();
    private readonly ReadersOption _readers = new();
    private readonly TrustOption _trust = new();

    private readonly WorkersOptions _workers = new();
    private readonly ResultOptions _results = new();

    /// <summary>For whom the trials speak.</summary>
    public IdentityOptions Identity { get; } = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_scenario);
        foreach (var option in new Option[] { _find, _rate, _clients, _repeats, _slo, _duration, _warmUp, _precision, _budget, _seed, _connections, _store, _servers, _apis })
            command.Options.Add(option);
        _logins.AddTo(command);
        _readers.AddTo(command, _slo);
        _trust.AddTo(command);
        Identity.AddTo(command);
        _workers.AddTo(command);
        _results.AddTo(command);
    }

    /// <exception cref="ScenarioException">The scenario cannot be used.</exception>
    /// <exception cref="FileNotFoundException">There is no such backup.</exception>
    public CapacitySetup Setup(ParseResult parsed)
    {
        var (kind, clients) = (parsed.GetValue(_find) ?? LoadKind.Rate, parsed.GetValue(_clients));
        var rate = parsed.GetValue(_rate) is > 0 and var asked ? asked : kind == LoadKind.Rate ? UsualRate : UsualRateEach;
        var servers = parsed.GetValue(_servers) ?? [];
        var setup = new CapacitySetup(
            ScenarioLibrary.Load(parsed.GetValue(_scenario)!),
            new SearchPlan(
                kind, kind == LoadKind.Rate ? rate : clients, Least: 1, Most: kind == LoadKind.Rate ? 1_000_000 : ScenarioDefinition.MaxClients,
                parsed.GetValue(_precision) ?? UsualPrecision, parsed.GetValue(_repeats) is > 0 and var repeats ? repeats : null, parsed.GetValue(_budget) ?? UsualBudget,
                ShortTrial: default, FullTrial: default),
            kind == LoadKind.Rate ? clients : rate,
            parsed.GetValue(_slo)!,
            parsed.GetValue(_duration) ?? UsualLength,
            parsed.GetValue(_warmUp) ?? UsualWarmUp,
            parsed.GetValue(_seed),
            parsed.GetValue(_connections) is > 0 and var connections ? connections : null,
            servers,
            parsed.GetValue(_apis) ?? [])
        {
            Backup = OwnHosts.Existing(parsed.GetValue(_store)),
            Readers = _readers.Of(parsed),
            Trust = _trust.Of(parsed),
            Prefix = Identity.Prefix(parsed),
            StartsPostgres = string.Equals(Environment.GetEnvironmentVariable("Fleet__Store"), "postgres", StringComparison.OrdinalIgnoreCase)
                && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("ConnectionStrings__Fleet")),
            Logins = _logins.Of(parsed),
            Workers = _workers.Of(parsed, servers.Length > 0 ? servers : [new Uri("http://127.0.0.1")]),
            Split = servers.Length == 0 || servers.Any(server => server.IsLoopback) ? Cores.Split() : null,
        };
        return setup with { Plan = setup.Plan with { ShortTrial = setup.Around(setup.ShortTrial), FullTrial = setup.Around(setup.FullTrial) } };
    }

    /// <summary>Writes what was asked for.</summary>
    /// <exception cref="IOException">Some of it cannot be written.</exception>
    public void Write(ParseResult parsed, CapacitySetup setup, CapacityDocument found, IReadOnlyList<TrialJudgement> trials) => _results.Write(
        parsed,
        json => ResultFile.Write(json, found),
        () => CapacityPage.Of(setup, found),
        folder => ResultTables.Write(folder, found, [.. trials.Select(trial => trial.Outcome)]),
        junit => JUnitFile.Write(junit, $"capacity {found.Scenario}", TimeSpan.FromSeconds(found.SpentSeconds), CapacityChecks.Of(setup, found)));

    private static Option<TimeSpan?> Time(string name, string description, TimeSpan usual) => new Option<TimeSpan?>(name)
    {
        Description = $"{description} [default: {Units.Text(usual)}]",
        HelpName = "TIME",
    }.ParsedBy(Parsers.Duration);
}
