using System.CommandLine;
using System.CommandLine.Parsing;
using Fleet.Sim.Capacity;
using Fleet.Sim.Comparing;
using Fleet.Sim.Hosting;
using Fleet.Sim.Report;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary>The options of <c>fleet-sim compare --run</c>, which makes the results that it compares.</summary>
internal sealed class BuildOptions
{
    private static readonly TimeSpan UsualLength = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    private readonly Option<string[]> _builds = new Option<string[]>("--run")
    {
        Description = "Two builds of the host, before and after: folders, or their fleet.dll. Each is measured in turn, on a fresh host that is warm.",
        HelpName = "A B",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
    }.ParsedBy(Parsers.Files);

    private readonly Option<string> _scenario = new("--scenario") { Description = "Whose clients.", HelpName = "SCENARIO", DefaultValueFactory = _ => "soak" };

    private readonly Option<int> _invocations = new Option<int>("--invocations") { Description = "How often each build is measured.", HelpName = "N", DefaultValueFactory = _ => 5 }.ParsedBy(Parsers.Count);

    private readonly Option<int> _clients = new Option<int>("--clients") { Description = "How many virtual clients.", HelpName = "N", DefaultValueFactory = _ => 1000 }.ParsedBy(Parsers.Clients);

    private readonly Option<double> _rate = new Option<double>("--rate") { Description = "Reports a second of all of them.", HelpName = "N", DefaultValueFactory = _ => 200 }.ParsedBy(Parsers.Rate);

    private readonly Option<TimeSpan?> _duration = new Option<TimeSpan?>("--duration")
    {
        Description = $"How long each invocation measures. [default: {Units.Text(UsualLength)}]",
        HelpName = "TIME",
    }.ParsedBy(Parsers.Duration);

    private readonly Option<long> _seed = new Option<long>("--seed") { Description = "Chooses what happens; each pair takes the next one.", HelpName = "N", DefaultValueFactory = _ => 1 }.ParsedBy(Parsers.Seed);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _builds, _scenario, _invocations, _clients, _rate, _duration, _seed })
            command.Options.Add(option);
    }

    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_builds) is { Length: > 0 };

    public bool IsGiven(CommandResult command) => command.GetResult(_builds) is not null;

    /// <summary>Measures both builds.</summary>
    /// <exception cref="IOException">A build is not there, or an invocation says nothing about its server.</exception>
    /// <exception cref="HostFailedException">A host does not start.</exception>
    public async Task<(ResultSamples Before, ResultSamples After)> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        var builds = parsed.GetValue(_builds)!;
        var (setup, invocations) = (Setup(parsed), parsed.GetValue(_invocations));
        var turns = new BuildsInTurn(setup, HostBinary.At(builds[0]), HostBinary.At(builds[1]), TimeProvider.System);
        setup.Cores?.Generator.PinThisProcess();
        terminal.Say(CapacityLines.Apart(setup.Split!, isOwnHost: true, byWorkers: false));
        terminal.Say($"{setup.Show(setup.Plan.Start)} with {setup.Fixed:N0} clients, each build {invocations} times: about {Math.Ceiling(2 * invocations * setup.Plan.FullTrial.TotalMinutes):0} minutes");
        using var folder = OwnFolder.Create("compare-");
        var files = new List<(bool IsAfter, string File)>();
        await foreach (var (isAfter, trial) in turns.RunAsync(invocations, cancel))
        {
            files.Add((isAfter, folder.Of($"{(isAfter ? "after" : "before")}-{(files.Count / 2) + 1}.json")));
            ResultFile.Write(files[^1].File, CapacityDocument.Result(setup, trial));
            var latency = trial.Outcome.Figures!.Latency.Percentiles;
            terminal.Say($"  {files.Count,3}  {(isAfter ? "after" : "before"),6}  p50 {latency.P50,7:0.0} ms  p99 {latency.P99,8:0.0} ms  errors {trial.Outcome.ErrorShare,7:0.00%}{(trial.ForeignCpuShare > ForeignLoad.Most ? $"  others took {trial.ForeignCpuShare:0%} of the cores" : "")}");
        }

        return (ResultSamples.Read([.. files.Where(one => !one.IsAfter).Select(one => one.File)]), ResultSamples.Read([.. files.Where(one => one.IsAfter).Select(one => one.File)]));
    }

    private CapacitySetup Setup(ParseResult parsed)
    {
        var (rate, length) = (parsed.GetValue(_rate), parsed.GetValue(_duration) ?? UsualLength);
        var plan = new SearchPlan(LoadKind.Rate, rate, Least: rate, Most: rate, Precision: 1, Repeats: 1, Budget: TimeSpan.MaxValue, ShortTrial: default, FullTrial: default);
        var setup = new CapacitySetup(
            ScenarioLibrary.Load(parsed.GetValue(_scenario)!), plan, parsed.GetValue(_clients), Slo.Usual, length, WarmUp, parsed.GetValue(_seed), Connections: null, Servers: [], Apis: [])
        {
            Split = Cores.Split(),
        };
        return setup with { Plan = plan with { FullTrial = setup.Around(length) + SearchPlan.ToBeWarm } };
    }
}
