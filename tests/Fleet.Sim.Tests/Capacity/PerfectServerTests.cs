using Fleet.Sim.Capacity;
using Fleet.Sim.Scenario;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Tests.Drive;
using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Capacity;

/// <summary>A server that answers at once carries whatever the generator can make: what the scenario's people do is nothing against it.</summary>
public sealed class PerfectServerTests
{
    /// <summary>So that in a few seconds happens what takes a day: they leave, lose their cables, roam and come back all the time.</summary>
    private const double Haste = 1_000;

    public static TheoryData<string> Scenarios => [.. ScenarioLibrary.Names];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Carries_the_load_of_every_scenario_that_ships(string name)
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync(heartbeat: 30);
            await session.ServeAsync();
        });
        Assert.True(Slo.TryParse("p99<10s,errors<0.000001%", out var slo));
        var setup = new CapacitySetup(
            Hastened(ScenarioLibrary.Load(name)), new SearchPlan(LoadKind.Rate, Start: 200, Least: 1, Most: 200, Precision: 0.1, Repeats: 1, Budget: default, ShortTrial: default, FullTrial: default), Fixed: 200, slo,
            FullTrial: TimeSpan.FromSeconds(3), WarmUp: TimeSpan.FromSeconds(1), Seed: 1, Connections: null, [server.Address], Apis: [server.Address]);
        await using var target = new TrialTarget(setup.Servers, setup.Apis[0], OwnHost: null);

        var judged = await AtLeisureAsync(number => new LoadTrial(setup, target, TimeProvider.System).RunAsync(load: 200, number, fullLength: true, CancellationToken.None));

        // A busy machine may take the time of both, so that a backlog grows for a while: what it comes to is what counts.
        Assert.Equal((0, 0), (judged.Outcome.ErrorShare, judged.Outcome.Figures!.Waiting));
        Assert.DoesNotContain(judged.Reasons, reason => reason.Contains("missed", StringComparison.Ordinal));
        Assert.True(judged.Outcome.Driven.Offered > 100);
    }

    /// <summary>The first trial that played in its time with all its answers, of three: server and generator share a process, and may both stand still for seconds.</summary>
    private static async Task<TrialJudgement> AtLeisureAsync(Func<int, Task<TrialJudgement>> trial)
    {
        for (var number = 1; ; number++)
        {
            var judged = await trial(number);
            if (number == 3 || (judged.Outcome is { Figures.Waiting: 0, ErrorShare: 0, Driven.Offered: > 100 }))
                return judged;
        }
    }

    private static ScenarioDefinition Hastened(ScenarioDefinition scenario) => scenario with
    {
        Populations = [.. scenario.Populations.Select(people => people with { Life = people.Life.SetItems(people.Life.Select(one => KeyValuePair.Create(one.Key, Hastened(one.Value)))) })],
    };

    private static Timing Hastened(Timing timing) => timing switch
    {
        Timing.AtRate(var mean) => new Timing.AtRate(mean / Haste),
        Timing.AfterDelay(var delay) => new Timing.AfterDelay(delay / Haste),
        Timing.WithinRange(var from, var to) => new Timing.WithinRange(from / Haste, to / Haste),
        Timing.AroundMiddle(var middle, var reach) => new Timing.AroundMiddle(middle / Haste, reach / Haste),
        _ => throw new ArgumentOutOfRangeException(nameof(timing), timing, "unknown timing"),
    };
}
