using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.InProcess;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Verification;
using Fleet.Story;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Story;

public sealed class StoryTests
{
    private static readonly DateTimeOffset Tuesday = new(2026, 3, 3, 13, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_outage_is_told_to_somebody_who_was_not_there()
    {
        var day = new Day(("branch", 30), ("office", 70));
        day.Each(0, 100, i => TimeSpan.FromSeconds(i), new ComeOnline());
        // Twenty of the branch lose their connection within two minutes; but for two of them they are back half an hour later.
        day.Each(0, 20, i => Minutes(65) + TimeSpan.FromSeconds(6 * i), new BreakOff());
        day.Each(0, 18, i => Minutes(91) + TimeSpan.FromSeconds(i), new ComeOnline());
        // Somebody's cable, on any day.
        day.Each(50, 51, _ => Minutes(30), new UnplugCable());
        day.Each(50, 51, _ => Minutes(40), new ComeOnline());
        day.Each(60, 61, _ => Minutes(170), new ObserveFacts(new ReportedFacts { RealTimeScan = RealTimeScan.Stopped }));

        Assert.Equal(
            """
            tuesday: 100 clients, 2026-03-03 13:00 to 16:00 UTC

            What happened
              14:05 to 14:06  20 clients of group branch, which has 30, went offline: their connections broke. Most were back at 14:31; 2 never.
              Now and then, as on any day: offline, silent once; Real-time Scan stopped once.
            """,
            string.Join('\n', Told(day).TakeWhile((line, i) => i < 3 || line.Length > 0)));
        Assert.Equal(
            """
            Not well at the end
              Real-time Scan stopped: 1 client, pc-60 since 15:50
              offline, connection broken: 2 clients, pc-18 since 14:06, pc-19 since 14:06
            """,
            string.Join('\n', Told(day).SkipWhile(line => !line.StartsWith("Not well", StringComparison.Ordinal))));
        Assert.Contains("Worst  14:07, 20 clients in trouble", string.Join('\n', Told(day)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_strikes_several_groups_at_once_is_one_episode()
    {
        var day = new Day(("branch", 30), ("office", 70));
        day.Each(0, 100, i => TimeSpan.FromSeconds(i), new ComeOnline());
        day.Each(20, 60, _ => Minutes(60), new UnplugCable());
        var episode = Assert.Single(Tell(day).Episodes);
        Assert.Equal((Trouble.Silent, 40, 40), (episode.Trouble, episode.Clients, episode.Remaining));
        Assert.Equal(["office 30 of 70", "branch 10 of 30"], episode.Groups.Select(group => $"{group.Group} {group.Struck} of {group.Of}"));
        Assert.Equal(Minutes(60) + PlayRules.Default.SilentAfter, episode.From);
        Assert.Contains("of the groups office (30 of 70), branch (10 of 30) went offline: nothing was heard of them any more, as where a cable is pulled (it began a presence timeout earlier). None was back by the end.", string.Join('\n', Told(day)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_strikes_two_of_each_of_many_groups_at_once_is_an_episode_too()
    {
        var day = new Day([.. Enumerable.Range(1, 20).Select(number => ($"floor-{number}", 10))]);
        day.Each(0, 200, i => TimeSpan.FromSeconds(i), new ComeOnline());
        // On any day a cable is pulled now and then.
        day.Each(0, 20, i => Minutes(5 + (8 * i)), new UnplugCable());
        day.Each(0, 20, i => Minutes(10 + (8 * i)), new ComeOnline());
        for (var floor = 0; floor < 20; floor++)
            day.Each((10 * floor) + 8, (10 * floor) + 10, _ => Minutes(100), new UnplugCable());
        var episode = Assert.Single(Tell(day).Episodes);
        Assert.Equal((Trouble.Silent, 20), (episode.Trouble, episode.Groups.Count));
        Assert.InRange(episode.Clients, 40, 42);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_storms_of_a_scenario_are_found_and_a_day_without_storms_has_none(long seed)
    {
        var scenario = ScenarioLibrary.Load("office-day");
        var stormy = StoryTeller.Tell(new ScenarioTimeline(scenario, new TimelineOptions(seed) { Clients = 1500 }), PlayRules.Default, TimeSpan.Zero, default);
        var outage = Assert.Single(stormy.Episodes, episode => episode.Trouble == Trouble.SmartProtectionUnreachable);
        Assert.InRange(outage.From, TimeSpan.FromHours(6) - Minutes(3), TimeSpan.FromHours(6) + Minutes(3));
        Assert.InRange(outage.HalfEnded!.Value, Minutes(6 * 60 + 35), Minutes(6 * 60 + 60));
        Assert.Single(stormy.Episodes, episode => episode.Trouble == Trouble.WebReputationUnreachable);
        Assert.DoesNotContain(stormy.Episodes, episode => episode.Trouble is Trouble.PatternOutdated or Trouble.RealTimeScanDisabled or Trouble.RealTimeScanStopped);

        var calm = StoryTeller.Tell(new ScenarioTimeline(scenario with { Storms = [] }, new TimelineOptions(seed) { Clients = 1500 }), PlayRules.Default, TimeSpan.Zero, default);
        Assert.Empty(calm.Episodes);
        Assert.NotEmpty(calm.Scattered);
    }

    [Fact]
    public void What_the_operator_does_is_told()
    {
        var story = StoryTeller.Tell(new ScenarioTimeline(ScenarioLibrary.Load("managed-day"), new TimelineOptions(1)), PlayRules.Default, TimeSpan.Zero, default);
        Assert.Contains(new StoryAct(TimeSpan.FromHours(2), """An operator: PUT /v1/settings {"realTimeScan":"enabled"}."""), story.Acts);
        Assert.Contains(
            "  07:30  An operator: PUT /v1/groups/support/settings {\"realTimeScan\":\"disabled\"}.",
            StoryText.Lines(story, "managed-day", new StoryClock(DateTimeOffset.UnixEpoch, TimeSpan.Zero, story.To)));
    }

    [Fact]
    public void What_began_before_the_story_is_told_as_that_and_is_no_episode()
    {
        var day = new Day(("office", 10));
        day.Each(0, 10, _ => Minutes(1), new ComeOnline());
        day.Each(0, 10, _ => Minutes(2), new ObserveFacts(new ReportedFacts { RealTimeScan = RealTimeScan.Stopped }));
        day.Each(1, 10, _ => Minutes(90), new ObserveFacts(new ReportedFacts { RealTimeScan = RealTimeScan.Enabled }));
        var story = StoryTeller.Tell(day, PlayRules.Default, Minutes(60), default);
        Assert.Empty(story.Episodes);
        Assert.Equal((Trouble.RealTimeScanStopped, 1, "pc-0 since before"), Assert.Single(StoryText.Unwell(story, new StoryClock(Tuesday, Minutes(60), day.Length))));
    }

    [Fact]
    public void Counts_are_those_of_the_fleet_at_each_moment()
    {
        var day = new Day(("office", 10));
        day.Each(0, 10, _ => Minutes(1), new ComeOnline());
        day.Each(0, 4, _ => Minutes(90), new ObserveFacts(new ReportedFacts { Roaming = true }));
        day.Each(4, 6, _ => Minutes(90), new SayGoodbye(GoodbyeReason.Unloaded));
        day.Each(6, 7, _ => Minutes(90), new ObserveFacts(new ReportedFacts { RealTimeScan = RealTimeScan.Disabled }));
        var story = Tell(day);
        Assert.Equal(new FleetMoment(TimeSpan.Zero, 0, 0, 0, 0), story.Moments[0]);
        Assert.Equal(new FleetMoment(Minutes(45), 10, 0, 0, 0), story.Moments.Single(moment => moment.At == Minutes(45)));
        Assert.Equal(new FleetMoment(Minutes(180), 4, 2, 4, 1), story.Moments[^1]);
    }

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    private static FleetStory Tell(Day day) => StoryTeller.Tell(day, PlayRules.Default, TimeSpan.Zero, default);

    private static IEnumerable<string> Told(Day day) => StoryText.Lines(Tell(day), "tuesday", new StoryClock(Tuesday, TimeSpan.Zero, day.Length));

    /// <summary>Three hours of a few groups.</summary>
    private sealed class Day(params (string Group, int Clients)[] groups) : ITimeline
    {
        private readonly List<TimelineEvent> _events = [];

        public string Scenario => "tuesday";

        public long Seed => 0;

        public TimeSpan Length => TimeSpan.FromHours(3);

        public IReadOnlyList<(ClientId Id, GroupName Group)> Clients { get; } =
            [.. groups.SelectMany(group => Enumerable.Repeat(GroupName.Parse(group.Group), group.Clients)).Select((group, i) => (ClientId.Parse($"pc-{i}"), group))];

        public void Each(int from, int to, Func<int, TimeSpan> at, Step step)
        {
            for (var client = from; client < to; client++)
                _events.Add(new TimelineEvent(at(client - from), client, _events.Count(happened => happened.Client == client) + 1, step));
        }

        public IEnumerable<TimelineEvent> Events() => _events.OrderBy(happened => happened.At);
    }
}
