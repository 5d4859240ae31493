using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Oracle;
using Fleet.Sim.Replay;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Timeline;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Sim.Tests.Replay;

/// <summary>What replay makes of a timeline before it drives it.</summary>
public sealed class ReplayTimelineTests
{
    public static TheoryData<string> Names => [.. ScenarioLibrary.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Told_by_its_status_the_fleet_ends_as_it_does_by_releases(string name)
    {
        // Patterns that were released during the run, or six hours before it, pass their age, or none does.
        foreach (var minutes in (int[])[20, 370, 12_000])
        {
            var rules = ClientRules.Default with { PatternMaxAge = TimeSpan.FromMinutes(minutes) };
            var releases = Timeline(name, TimeSpan.FromMinutes(30));
            var statuses = new StatusTimeline(releases, rules.PatternMaxAge);
            Assert.DoesNotContain(statuses.Events(), e => e.Step is ObserveFacts { Facts.Pattern: ReportedPattern.OfRelease });
            Assert.Equal(Hash(releases, rules), Hash(statuses, rules with { PatternMaxAge = TimeSpan.FromDays(1000) }));
        }
    }

    [Fact]
    public void A_pattern_that_passes_its_age_is_told_then_in_its_turn()
    {
        var timeline = new StatusTimeline(Timeline("office-day"), TimeSpan.FromHours(8));
        var (last, numbers) = ((At: TimeSpan.Zero, Id: ""), new long[timeline.Clients.Count]);
        foreach (var happened in timeline.Events())
        {
            var now = (happened.At, timeline.Clients[happened.Client].Id.Value);
            Assert.True(now.At > last.At || (now.At == last.At && string.CompareOrdinal(now.Value, last.Id) >= 0), $"{now} after {last}");
            Assert.Equal(++numbers[happened.Client], happened.Number);
            last = now;
        }

        Assert.Contains(timeline.Events(), e => e is { At.TotalHours: 2, Step: ObserveFacts { Facts.Pattern: ReportedPattern.OfStatus { Status: PatternStatus.Outdated } } });
    }

    [Fact]
    public void Others_by_name_do_the_same_at_another_time()
    {
        var (timeline, by) = (Timeline("office-day"), TimeSpan.FromDays(-3));
        var moved = new MovedTimeline(timeline, "tue-", by);
        Assert.Equal(timeline.Clients.Select(client => ("tue-" + client.Id.Value, client.Group)), moved.Clients.Select(client => (client.Id.Value, client.Group)));
        Assert.Equal(Releases(timeline).Select(release => release + by), Releases(moved));
        Assert.NotEmpty(Releases(timeline));
        Assert.Equal(timeline.Events().Select(e => (e.At, e.Client, e.Number)), moved.Events().Select(e => (e.At, e.Client, e.Number)));
    }

    [Fact]
    public void A_shifted_clock_runs_like_the_real_one()
    {
        var real = new FakeTimeProvider();
        var clock = new ShiftedClock(real, TimeSpan.FromDays(-3));
        var start = clock.GetTimestamp();
        Assert.Equal(real.GetUtcNow().AddDays(-3), clock.GetUtcNow());
        real.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMinutes(1), clock.GetElapsedTime(start));
        Assert.Equal(real.GetUtcNow().AddDays(-3), clock.GetUtcNow());
    }

    private static IEnumerable<DateTimeOffset> Releases(ITimeline timeline) =>
        timeline.Events().Select(e => ((e.Step as ObserveFacts)?.Facts.Pattern as ReportedPattern.OfRelease)?.ReleasedAt).OfType<DateTimeOffset>();

    private static string Hash(ITimeline timeline, ClientRules rules) => OracleFleet.HashAfterGoodbye(timeline, rules, default);

    private static ScenarioTimeline Timeline(string name, TimeSpan? length = null) =>
        SmallFleet.Timeline(name, new TimelineOptions(7) { Clients = 40, Length = length, Patterns = PatternForm.Release });
}
