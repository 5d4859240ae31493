using System.CommandLine;
using System.Diagnostics;
using Fleet.Protocol.Recording;
using Fleet.Sim.Drive;
using Fleet.Sim.InProcess;
using Fleet.Sim.Recording;
using Fleet.Sim.Report;
using Fleet.Sim.Scenario;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary><c>--in-process</c> of a command that runs a scenario.</summary>
internal sealed class InProcessRun
{
    private readonly Option<bool> _inProcess = new("--in-process")
    {
        Description = "Without a server: plays the timeline to the rules themselves, in virtual time, with lost answers, repeats and crashes; a day takes seconds.",
    };

    private readonly Option<int> _seeds = new Option<int>("--seeds")
    {
        Description = "With --in-process: so many seeds, one after the other. One that fails is shrunk to a short recording for verify.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    }.ParsedBy(Parsers.Count);

    public void AddTo(Command command)
    {
        command.Options.Add(_inProcess);
        command.Options.Add(_seeds);
    }

    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_inProcess);

    /// <summary>Plays, tells, and writes what was asked for. Returns the exit code.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Where to tell.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="timelineOf">The timeline of a seed: the one asked for, and so many further on.</param>
    /// <param name="load">The options of the run.</param>
    /// <param name="record">Where the recording goes: of the run, or what is left of a seed that fails; null: no recording, or beside the caller.</param>
    /// <param name="cancel">Ends it.</param>
    public int Run(
        ParseResult parsed, Terminal terminal, ScenarioDefinition scenario, Func<long, ScenarioTimeline> timelineOf, LoadOptions load, string? record, CancellationToken cancel)
    {
        var (began, seeds, timeline) = (Stopwatch.GetTimestamp(), parsed.GetValue(_seeds), timelineOf(0));
        var found = SeedSearch.Run(more => timelineOf(more), seeds, PlayRules.Default, decide: null, seeds > 1 ? new PacedProgress<int>(terminal, played => $"{played:N0} of {seeds:N0} seeds played") : null, cancel);
        var outcome = Outcome(timeline, found, Stopwatch.GetElapsedTime(began));
        var verdict = Verdict.Of(outcome, slo: null, RunPurpose.Demonstration);
        foreach (var line in RunSummary.Lines(outcome, verdict, slo: null))
            terminal.Say(line);
        if (seeds > 1)
            terminal.Say($"  {"seeds",-14}{found.Played:N0} of {seeds:N0} played, from {timeline.Seed} on");
        load.Results.Write(parsed, outcome, verdict, slo: null, Machine.Current(0), WriteRecording);
        return (int)verdict.Code;

        void WriteRecording()
        {
            if (found.Failed is { } failed)
                WriteShrunk(terminal, scenario, failed.Timeline, failed.Outcome, record ?? $"{scenario.Name}-seed-{failed.Timeline.Seed}.jsonl", cancel);
            else if (record is not null)
                WriteFirst(terminal, scenario, timeline, found.First, record, cancel);
        }
    }

    private static void WriteFirst(Terminal terminal, ScenarioDefinition scenario, ScenarioTimeline timeline, PlayOutcome played, string path, CancellationToken cancel)
    {
        var written = RecordingFile.Write(path, "--record", RecordingHeaders.Of(scenario, timeline, Speed.Real, startedAt: null), timeline, () => played.FleetHash, null, cancel);
        terminal.Say($"{path}: a recording of {written.Events:N0} events, of seed {timeline.Seed}");
    }

    private static void WriteShrunk(Terminal terminal, ScenarioDefinition scenario, Timeline.ITimeline timeline, PlayOutcome failed, string path, CancellationToken cancel)
    {
        foreach (var line in failed.Violation!.Lines)
            terminal.Say($"  {line}");
        if (new Shrinker(PlayRules.Default, decide: null).Shrink(timeline, failed.Violation, failed.Faults, cancel) is not { } shrunk)
        {
            terminal.Say($"  seed {timeline.Seed} fails, but the client alone does not: there is no shorter recording of it");
            return;
        }

        var header = RecordingHeaders.Of(scenario, shrunk.Timeline, Speed.Real, startedAt: null) with { Source = RecordingSource.Shrunk, FaultSeed = shrunk.Faults };
        var written = RecordingFile.Write(path, "--record", header, shrunk.Timeline, () => null, null, cancel);
        terminal.Say($"  seed {timeline.Seed} is shrunk to {written.Events} events: fleet-sim verify {path}");
    }

    private static TrialOutcome Outcome(ScenarioTimeline timeline, SeedSearch.Outcome found, TimeSpan took)
    {
        var figures = found.Figures;
        var tally = new Tally
        {
            Offered = figures.Taken + figures.Refused,
            Sent = figures.Taken + figures.Refused,
            Acked = figures.Taken,
            Repeated = figures.Sent - figures.Taken - figures.Refused,
            Refused = figures.Refused,
            IconChanges = figures.IconChanges,
            ToOnline = figures.ToOnline,
            ToOffline = figures.ToOffline,
            ToRoaming = figures.ToRoaming,
        };
        var wrong = found.Failed is null ? 0 : 1;
        return new TrialOutcome
        {
            Scenario = timeline.Scenario,
            Seed = timeline.Seed,
            Seeds = found.Played,
            Clients = timeline.Clients.Count,
            Speed = Speed.Max,
            TimelineHash = TimelineHash.Of(timeline),
            FleetHash = found.First.FleetHash,
            Duration = took,
            Driven = tally,
            Total = tally,
            Reconciliation = new Reconciliation(Settled: true, timeline.Clients.Count * found.Played, wrong, 0, 0, []),
        };
    }
}
