using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Sim.InProcess;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Synthesis;
using Xunit;

namespace Fleet.Sim.Tests.InProcess;

/// <summary>The rules of settings and tasks against plain bookkeeping, without a server.</summary>
public sealed class ManagedPlayTests
{
    private const string Text = """
        name: managed
        description: All that an operator may do, to clients that do everything.
        clients: 40
        duration: 3d
        populations:
          - name: pc
            share: 100%
            groups: [a, b]
            smart-protection: connected
            life: { login: 0s..1h, leave: 0.2/h, break: 0.1/h, pull-cable: 0.1/h, connect: 10m..4h, roam: 0.2/h, return: 0.1/h, disable: 0.2/h, stop: 0.05/h, restore: 0.5/h, lose: 0.1/h, find: 1/h, age: 0.05/h, fetch: 0.1/h }
            obeys: { settings-fail: 10%, task-time: 10m..2h, task-fail: 30%, task-reject: 10% }
        storms:
          - re-image: { at: 30h, for: 30m, over: 3h, share: 40% }
        acts:
          - settings: { at: 2h, put: { real-time-scan: disabled, scheduled-update: true, every: day, at: "12:00" } }
          - settings: { at: 5h, group: a, put: { scan-method: smart, every: hour, at: ":15" } }
          - grant: { at: 6h, group: b, roaming: false }
          - grant: { at: 7h, share: 30%, populations: [pc] }
          - task: { at: 8h, id: update, kind: update-now, when-unreachable: keep, timeout: 1h, retries: 3, per-minute: 2, abort: { failed: 90%, minimum: 30 } }
          - settings: { at: 20h, group: b, put: { scan-method: conventional, real-time-scan: enabled, every: week, at: "thu 23:30" } }
          - task: { at: 21h, id: scan, kind: scan-now, group: a, timeout: 30m, retries: 1, waves: [{ share: 50%, approve: true }, { share: 50% }] }
          - approve: { at: 21h10m, task: scan }
          - pause: { at: 21h30m, task: scan }
          - resume: { at: 22h, task: scan }
          - task: { at: 40h, id: slow, kind: scan-now, when-unreachable: keep, timeout: 30m, per-minute: 1 }
          - cancel: { at: 40h20m, task: slow }
          - settings: { at: 50h, put: { real-time-scan: unmanaged } }
        """;

    public static TheoryData<string> Mistakes => [.. Broken.Keys];

    private static Dictionary<string, Decider> Broken { get; } = new()
    {
        ["the privilege to roam is not asked for"] = (state, memory, command, now, rules) =>
            Client.Decide(state, memory, command, now, command is TakeReport ? rules with { Settings = SettingsBook.Empty } : rules),
        ["what a client has applied is forgotten"] = (state, memory, command, now, rules) =>
            Client.Decide(command is TakeReport ? state with { Settings = state.Settings with { Applied = null } } : state, command is TakeReport ? memory with { Waiting = null } : memory, command, now, rules),
        ["what is said for a client alone is lost"] = (state, memory, command, now, rules) =>
            command is PutSettings ? new Decision([], memory, Done.Instance) : Client.Decide(state, memory, command, now, rules),
        ["tasks come to who roams"] = (state, memory, command, now, rules) =>
            Client.Decide(command is OfferTask && state is { Roaming: true, Presence.Session: not null } ? state with { Numbers = state.Numbers.With(Fact.Roaming, FactNumbers.Off) } : state, memory, command, now, rules),
        ["who fails a task is said to have done it"] = (state, memory, command, now, rules) =>
            Client.Decide(state, memory, command is UpdateTask { State: TargetState.Rejected } update ? update with { State = TargetState.Succeeded } : command, now, rules),
        ["a task ends with the session that it was sent through"] = (state, memory, command, now, rules) =>
            Client.Decide(state, memory, command is UpdateTask update && state.Tasks.Find(update.Task)?.Via != update.Via ? update with { Attempt = 99 } : command, now, rules),
    };

    [Fact]
    public void Clients_are_what_follows_from_settings_and_tasks_whatever_goes_wrong_on_the_way()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            var outcome = PlayOutcome.Of(Timeline(seed), PlayRules.Default, seed, decide: null, default);
            Assert.True(outcome.Violation is null, string.Join('\n', outcome.Violation?.Lines ?? []));
        }
    }

    [Fact]
    public void The_day_that_ships_is_played_too_and_clients_have_their_settings_and_tasks_in_the_end()
    {
        var timeline = SmallFleet.Timeline("managed-day", new TimelineOptions(1) { Clients = 80 });
        var play = new InProcessPlay(timeline, PlayRules.Default, faults: 1);
        Assert.Null(play.Run(default));
        var states = Enumerable.Range(0, 80).Select(play.StateOf).Where(state => state.Exists).ToList();
        Assert.All(states, state => Assert.NotNull(state.Settings.Applied ?? (object?)state.Settings.Failed));
        Assert.Contains(states, state => state.Settings.Own.Roaming == true);
        var tasks = states.SelectMany(state => state.Tasks.Items).GroupBy(task => task.Task.Value).ToDictionary(task => task.Key, task => task.Select(target => target.State).ToList());
        Assert.Equal(["morning-scan", "noon-update"], tasks.Keys.Order());
        Assert.All(tasks.Values, states => Assert.True(states.Count(state => state == TargetState.Succeeded) > states.Count / 2));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_with_settings_or_tasks_is_found(string mistake) =>
        Assert.Contains(Enumerable.Range(1, 40), seed => PlayOutcome.Of(Timeline(seed), PlayRules.Default, seed, Broken[mistake], default).Violation is not null);

    private static ScenarioTimeline Timeline(long seed) => new(ScenarioReader.Read(Text, "managed.yaml"), new TimelineOptions(seed) { Patterns = PatternForm.Release });
}
