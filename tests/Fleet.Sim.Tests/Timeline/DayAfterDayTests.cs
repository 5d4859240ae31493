using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Oracle;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Tests.Drive;
using Fleet.Sim.Timeline;
using Fleet.Sim.Scenario.Reading;
using Xunit;

namespace Fleet.Sim.Tests.Timeline;

public sealed class DayAfterDayTests
{
    private const int Days = 3;

    [Fact]
    public void Every_day_has_the_same_events_and_the_evening_sends_home_whoever_is_still_there()
    {
        var day = new HandMadeTimeline(2, (0, new ComeOnline()), (1, new GoDeaf()), (5, HandMadeTimeline.Scan(RealTimeScan.Stopped)));
        var events = new DayAfterDay(day).Events().Take(20).ToList();
        string[] first = ["ComeOnline", "ComeOnline", "GoDeaf", "GoDeaf", "ObserveFacts", "ObserveFacts", "HearAgain", "SayGoodbye", "HearAgain", "SayGoodbye"];
        Assert.Equal([.. first, .. first], events.Select(e => e.Step.GetType().Name));
        Assert.Equal(events.OrderBy(e => (e.At, e.Client, e.Number)), events);
        Assert.Equal(Enumerable.Range(1, 10).Select(n => (long)n), events.Where(e => e.Client == 1).Select(e => e.Number));
    }

    [Fact]
    public void Several_office_days_are_a_timeline_that_the_oracle_can_fold()
    {
        var day = new ScenarioTimeline(ScenarioLibrary.Load("office-day"), new TimelineOptions(5) { Clients = 200, Length = TimeSpan.FromMinutes(1) });
        var cut = new CutTimeline(new DayAfterDay(day), PlayedSteps.ByOne((day.Events().Count() + 50) * Days, day.Length * Days), day.Length * Days);
        var events = cut.Events().ToList();
        Assert.Equal((day.Events().Count() + 50) * Days, events.Count);
        Assert.Equal(events.OrderBy(e => e.At).ThenBy(e => day.Clients[e.Client].Id.Value, StringComparer.Ordinal).ThenBy(e => e.Number), events);
        Assert.True(events[^1].At > day.Length * (Days - 1));
        var fleet = OracleFleet.After(cut, ClientRules.Default);
        Assert.All(Enumerable.Range(0, 200), client => Assert.True(fleet.StateOf(client).LastSeq >= Days - 1));
    }
}
