using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Recording;
using Fleet.Sim.Scenario;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Synthesis;

/// <summary>What the operator does, and what clients will do about it, follows from the scenario and the seed.</summary>
public sealed class ActTests
{
    private const string Text = """
        name: acts
        description: Acts.
        clients: 100
        duration: 10m
        populations:
          - name: pc
            share: 100%
            groups: [a, b]
            life: { login: 0s..1m }
            obeys: { settings-fail: 50%, task-time: 10s..20s, task-fail: 30%, task-reject: 20% }
        acts:
          - settings: { at: 2m, group: a, put: { real-time-scan: enabled, roaming: false } }
          - settings: { at: 3m, group: a, patch: { roaming: inherit } }
          - grant: { at: 4m, share: 10%, roaming: false }
          - task: { at: 5m, id: scan, kind: scan-now, group: b, timeout: 1m, retries: 2 }
          - cancel: { at: 6m, task: scan }
        """;

    private static readonly ScenarioTimeline Whole = Timeline(1, length: null);

    [Fact]
    public void Levels_are_put_whole_and_clients_are_named_by_the_seed()
    {
        var acts = Whole.Acts;
        Assert.Equal([2, 3, 4, 5, 6], acts.Select(act => act.At.TotalMinutes));
        var (first, second) = ((OperatorAct.PutLevel)acts[0].Act, (OperatorAct.PutLevel)acts[1].Act);
        Assert.Equal(new LevelSettings { RealTimeScan = ManagedScan.Enabled, Roaming = false }, first.Settings);
        Assert.Equal(new LevelSettings { RealTimeScan = ManagedScan.Enabled }, second.Settings);
        Assert.InRange(Named(Whole).Clients.Length, 3, 25);
        Assert.NotEqual(Named(Whole), Named(Timeline(2, length: null)));
        Assert.Equal(Named(Whole), Named(Timeline(1, length: null)));
    }

    [Fact]
    public void A_shorter_run_has_the_times_of_tasks_in_proportion_down_to_what_the_server_takes()
    {
        var task = ((OperatorAct.MakeTask)Timeline(1, TimeSpan.FromMinutes(1)).Acts[3].Act).Task;
        Assert.Equal((6, 2.4), (Math.Round(task.Timeout.TotalSeconds, 3), Math.Round(task.ExpiresAfter.TotalHours, 3)));
        Assert.Equal(TaskDefinition.MinTimeout, ((OperatorAct.MakeTask)Timeline(1, TimeSpan.FromSeconds(2)).Acts[3].Act).Task.Timeout);
    }

    [Fact]
    public void Whoever_may_be_asked_has_made_up_its_mind_before()
    {
        var intents = Whole.Events().Where(happened => happened.Step is Intend).Select(happened => (Whole.Clients[happened.Client].Group.Value, ((Intend)happened.Step).Intent)).ToList();
        var attempts = intents.Where(intent => intent.Intent is ClientIntent.Attempts).Select(intent => (intent.Value, (ClientIntent.Attempts)intent.Intent)).ToList();
        Assert.All(attempts, attempt => Assert.Equal("b", attempt.Value));
        Assert.Equal(150, attempts.Count);
        Assert.Equal([TargetState.Succeeded, TargetState.Failed, TargetState.Rejected], attempts.Select(attempt => attempt.Item2.End).Distinct().Order());
        Assert.All(attempts, attempt => Assert.InRange(attempt.Item2.Takes, 0, 20_000_000));
        // Nothing but what comes into force somewhere can be what cannot be applied.
        var unable = intents.Select(intent => intent.Intent).OfType<ClientIntent.CannotApply>().Select(cannot => cannot.Settings).Distinct().ToList();
        Assert.Contains(EffectiveSettings.BuiltIn.Settings, unable);
        Assert.InRange(unable.Count, 3, 6);
    }

    [Fact]
    public void Without_acts_a_scenario_is_what_it_was()
    {
        var without = ScenarioReader.Read(Text[..Text.IndexOf("acts:", StringComparison.Ordinal)].Replace("name: acts", "name: none", StringComparison.Ordinal).TrimEnd() + "\n", "x.yaml");
        var bare = ScenarioReader.Read(Text[..Text.IndexOf("    obeys", StringComparison.Ordinal)], "x.yaml");
        Assert.Equal(TimelineHash.Of(new ScenarioTimeline(bare, new TimelineOptions(1))), TimelineHash.Of(new ScenarioTimeline(without, new TimelineOptions(1))));
        Assert.NotEqual(TimelineHash.Of(Whole), TimelineHash.Of(new ScenarioTimeline(without, new TimelineOptions(1))));
    }

    [Fact]
    public void More_names_than_a_request_takes_are_refused()
    {
        var scenario = ScenarioReader.Read(Text, "x.yaml");
        Assert.Contains("names", Assert.Throws<ScenarioException>(() => new ScenarioTimeline(scenario, new TimelineOptions(1) { Clients = 40_000 })).Message, StringComparison.Ordinal);
    }

    private static Selection.Named Named(ScenarioTimeline timeline) => (Selection.Named)((OperatorAct.ChangeSettings)timeline.Acts[2].Act).Target;

    private static ScenarioTimeline Timeline(long seed, TimeSpan? length) => new(ScenarioReader.Read(Text, "x.yaml"), new TimelineOptions(seed) { Length = length });
}
