using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Oracle;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Scenario;

public sealed class ShippedScenarioTests
{
    public static TheoryData<string> Names => [.. ScenarioLibrary.Names];

    [Fact]
    public void Eight_ship() => Assert.Equal(
        ["managed-day", "morning-login", "office-day", "pattern-release", "roaming-sales", "server-return", "soak", "sps-outage"], ScenarioLibrary.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_begins_with_a_comment_and_keeps_its_name(string name)
    {
        Assert.StartsWith("# ", ScenarioLibrary.TextOf(name), StringComparison.Ordinal);
        Assert.Equal(name, ScenarioLibrary.Load(name).Name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_gives_every_client_a_life(string name)
    {
        var timeline = new ScenarioTimeline(ScenarioLibrary.Load(name), new TimelineOptions(7) { Clients = 200, Length = TimeSpan.FromSeconds(30) });
        Assert.Equal(Enumerable.Range(0, 200), timeline.Events().Where(e => e.Step is ComeOnline).Select(e => e.Client).Distinct().Order());
    }

    [Fact]
    public void An_office_day_in_a_minute_shows_every_connection_step_and_goodbye_and_nearly_all_icons()
    {
        var timeline = new ScenarioTimeline(ScenarioLibrary.Load("office-day"), new TimelineOptions(7) { Clients = 5_000, Length = TimeSpan.FromMinutes(1) });
        var fleet = new OracleFleet(timeline.Clients, ClientRules.Default);
        var (icons, steps) = (new HashSet<string>(), new HashSet<Type>());
        foreach (var happened in timeline.Events())
        {
            steps.Add(happened.Step.GetType());
            fleet.Apply(happened);
            if (fleet.StateOf(happened.Client) is { Exists: true } client)
                icons.Add(IconCatalogue.Of(client));
        }

        Assert.Superset(new HashSet<Type> { typeof(ComeOnline), typeof(SayGoodbye), typeof(BreakOff), typeof(UnplugCable), typeof(ObserveFacts) }, steps);
        Assert.Equal(Words.All<Connection>().Order(StringComparer.Ordinal), icons.Select(icon => icon[..icon.IndexOf('-', StringComparison.Ordinal)]).Distinct().Order(StringComparer.Ordinal));
        Assert.True(icons.Count >= 45, $"{icons.Count} icons");
    }
}
