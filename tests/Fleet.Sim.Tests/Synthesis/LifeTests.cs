using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Synthesis;

/// <summary>What the verbs of a life do, and when.</summary>
public sealed class LifeTests
{
    [Fact]
    public void A_life_begins_with_all_facts_and_a_connection()
    {
        var first = Lines.Tiny("login: 5m", clients: 1).Events().ToList();
        Assert.Equal([TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5)], first.Select(e => e.At));
        Assert.IsType<ObserveFacts>(first[0].Step);
        Assert.IsType<ComeOnline>(first[1].Step);
    }

    [Fact]
    public void Ranges_and_bells_keep_their_bounds()
    {
        Assert.All(Times<ComeOnline>("login: 5m..10m"), at => Assert.InRange(at.TotalMinutes, 5, 10));
        Assert.All(Times<ComeOnline>("login: 30m +- 10m"), at => Assert.InRange(at.TotalMinutes, 20, 40));
        Assert.All(Times<SayGoodbye>("login: 5m, leave: 10m"), at => Assert.Equal(15, at.TotalMinutes));
    }

    [Fact]
    public void A_rate_is_as_often_as_it_says() =>
        Assert.InRange(Times<BreakOff>("login: 0s, break: 60/h, connect: 0s").Count / 6_000.0, 0.98, 1.02);

    [Fact]
    public void The_first_thing_that_is_due_happens() =>
        Assert.Empty(Times<SayGoodbye>("login: 0s, leave: 10m, break: 5m, connect: 1m"));

    [Theory]
    [InlineData("1m")]
    [InlineData("20m")]
    public void No_cable_is_pulled_so_often_that_the_server_suspects_two_machines(string duration)
    {
        var timeline = Lines.Tiny("login: 0s, pull-cable: 120/min, connect: 10ms..200ms", duration: duration, clients: 20);
        foreach (var pulled in timeline.Events().Where(e => e.Step is UnplugCable).GroupBy(e => e.Client).Select(client => client.Select(e => e.At).ToList()))
            Assert.All(pulled, at => Assert.True(pulled.Count(other => other >= at && other - at <= ClientRules.Default.DuplicateWindow) <= ClientRules.MaxSupersessions));
        Assert.True(timeline.Events().Count(e => e.Step is UnplugCable) >= 40);
        Assert.Contains(timeline.Events(), e => e.Step is BreakOff);
    }

    [Fact]
    public void Who_uninstalls_does_not_come_back_and_tells_nothing_more()
    {
        var timeline = Lines.Tiny("login: 0s, leave: 10m, connect: 1m, disable: 60/h, restore: 60/h, break: 20/h", leaveReason: "uninstalled");
        Assert.All(timeline.Events().GroupBy(e => e.Client), story => Assert.True(story.TakeWhile(e => e.Step is not SayGoodbye).Count() + 1 >= story.Count()));
        Assert.Contains(timeline.Events(), e => e.Step is SayGoodbye(GoodbyeReason.Uninstalled));
    }

    [Fact]
    public void A_client_that_is_away_goes_on_observing()
    {
        var events = Lines.Tiny("login: 0s, pull-cable: 1m, stop: 5m, restore: 5m", clients: 1).Events().ToList();
        Assert.IsType<UnplugCable>(events[2].Step);
        Assert.Equal(RealTimeScan.Stopped, Assert.IsType<ObserveFacts>(events[3].Step).Facts.RealTimeScan);
        Assert.Equal(RealTimeScan.Enabled, Assert.IsType<ObserveFacts>(events[4].Step).Facts.RealTimeScan);
    }

    [Fact]
    public void Patterns_are_told_by_release_at_the_scenarios_own_length_and_else_by_status()
    {
        const string Life = "login: 0s, age: 10m, fetch: 10m";
        const string Release = "storms: [ pattern-release: { at: 15m, over: 1m } ]";
        var whole = Patterns(Lines.Tiny(Life, Release, clients: 1));
        Assert.All(whole, pattern => Assert.IsType<ReportedPattern.OfRelease>(pattern));
        Assert.Equal(["1.001.00", "1.000.00", "1.002.00", "1.000.00", "1.002.00", "1.000.00"], whole.Take(6).Cast<ReportedPattern.OfRelease>().Select(p => p.Version));
        Assert.All(
            Patterns(Lines.Tiny(Life, Release, clients: 1, options: new TimelineOptions(7) { Length = TimeSpan.FromMinutes(1) })),
            pattern => Assert.IsType<ReportedPattern.OfStatus>(pattern));
    }

    [Fact]
    public void A_release_is_moved_to_the_real_start_of_a_run()
    {
        var (start, facts) = (new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), new ReportedFacts { Roaming = true });
        Assert.Same(facts, facts.StartingAt(start));
        facts = facts with { Pattern = new ReportedPattern.OfRelease("1", RunTime.Start.AddHours(-6)) };
        Assert.Equal(facts with { Pattern = new ReportedPattern.OfRelease("1", start.AddHours(-6)) }, facts.StartingAt(start));
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(-1, null, null)]
    [InlineData(null, 0, null)]
    [InlineData(null, 1_000_000_000, null)]
    [InlineData(null, null, 0)]
    [InlineData(null, null, 2_000_000)]
    public void An_option_out_of_range_is_refused(int? clients, int? seconds, int? rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Lines.Tiny("login: 0s", options: new TimelineOptions(7)
        {
            Clients = clients,
            Length = seconds is { } length ? TimeSpan.FromSeconds(length) : null,
            ReportsPerSecond = rate,
        }));

    private static List<TimeSpan> Times<T>(string life) where T : Step =>
        [.. Lines.Tiny(life).Events().Where(e => e.Step is T).Select(e => e.At)];

    private static List<ReportedPattern> Patterns(ScenarioTimeline timeline) =>
        [.. timeline.Events().Select(e => e.Step).OfType<ObserveFacts>().Select(tell => tell.Facts.Pattern).OfType<ReportedPattern>()];
}
