using Fleet.Sim.Synthesis;
using Fleet.Sim.Recording;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Synthesis;

public sealed class DeterminismTests
{
    [Fact]
    public void Office_day_has_the_bytes_that_it_always_had()
    {
        // What a seed means is a promise: these change only with the scenario, or with a new version that says so.
        Assert.Equal("8365581dbacf6a9f4016416444f2ab3eab80dfa265caaf2af19d663d82565c06", TimelineHash.Of(OfficeDay(7, 50, TimeSpan.FromMinutes(1))));
        Assert.Equal("ae35281288588984f1990596683454afa801533a984001710807361df92d67f5", TimelineHash.Of(OfficeDay(7, 50, null)));
    }

    [Fact]
    public void A_timeline_is_the_same_each_time_it_is_read_and_made()
    {
        var timeline = OfficeDay(7, 50, TimeSpan.FromMinutes(1));
        Assert.Equal(Lines.Of(timeline), Lines.Of(timeline));
        Assert.Equal(Lines.Of(timeline), Lines.Of(OfficeDay(7, 50, TimeSpan.FromMinutes(1))));
    }

    [Fact]
    public void Another_seed_is_another_day() =>
        Assert.NotEqual(Lines.Of(OfficeDay(7, 50, null)), Lines.Of(OfficeDay(8, 50, null)));

    [Fact]
    public void A_client_more_changes_nothing_for_the_others()
    {
        var few = OfficeDay(7, 50, TimeSpan.FromMinutes(1));
        var more = OfficeDay(7, 51, TimeSpan.FromMinutes(1));
        Assert.Equal(few.Clients, more.Clients.Take(50));
        Assert.Equal(few.Events(), more.Events().Where(e => e.Client < 50));
    }

    [Fact]
    public void The_length_of_a_run_moves_events_and_keeps_them()
    {
        // How a stream ends may differ: no cable is pulled too often within the server's own time.
        static IEnumerable<(int Client, long Number, Step)> Steps(ITimeline timeline) =>
            timeline.Events().Select(e => (e.Client, e.Number, e.Step is UnplugCable ? new BreakOff() : e.Step)).OrderBy(e => e.Client).ThenBy(e => e.Number);
        var (minute, hour) = (OfficeDay(7, 50, TimeSpan.FromMinutes(1)), OfficeDay(7, 50, TimeSpan.FromHours(1)));
        Assert.Equal(Steps(minute), Steps(hour));
        Assert.All(minute.Events(), e => Assert.InRange(e.At, TimeSpan.Zero, minute.Length));
        Assert.All(
            minute.Events().OrderBy(e => e.Client).ThenBy(e => e.Number).Zip(hour.Events().OrderBy(e => e.Client).ThenBy(e => e.Number)),
            pair => Assert.InRange(pair.Second.At - (pair.First.At * 60), TimeSpan.Zero, TimeSpan.FromMicroseconds(60)));
    }

    private static ScenarioTimeline OfficeDay(long seed, int clients, TimeSpan? length) =>
        new(ScenarioLibrary.Load("office-day"), new TimelineOptions(seed) { Clients = clients, Length = length });
}
