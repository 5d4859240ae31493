using Fleet.Core.Vocabulary;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Synthesis;

/// <summary>Each storm, alone, over clients that are connected from the first second.</summary>
public sealed class StormTests
{
    [Fact]
    public void Morning_login_begins_the_lives_that_have_not_begun()
    {
        var logins = Times<ComeOnline>(Lines.Tiny("break: 2h", "storms: [ morning-login: { at: 10m, over: 5m } ]"));
        Assert.Equal(100, logins.Count);
        Assert.All(logins, at => Assert.InRange(at.TotalMinutes, 10, 15));
    }

    [Fact]
    public void Server_return_breaks_all_streams_at_once_and_brings_all_back_in_time()
    {
        var timeline = Storm("server-return: { at: 10m, for: 5m, over: 1m }");
        Assert.Equal(Enumerable.Repeat(10.0, 100), Times<BreakOff>(timeline).Select(at => at.TotalMinutes));
        Assert.All(Times<ComeOnline>(timeline).Skip(100), at => Assert.InRange(at.TotalMinutes, 15, 16));
        Assert.Equal(200, Times<ComeOnline>(timeline).Count);
    }

    [Fact]
    public void Half_open_pulls_cables_for_as_long_as_it_lasts()
    {
        var timeline = Storm("half-open: { at: 10m, for: 5m, over: 1m, share: 30% }");
        var pulled = timeline.Events().Where(e => e.Step is UnplugCable).ToDictionary(e => e.Client, e => e.At);
        Assert.InRange(pulled.Count, 20, 40);
        var back = timeline.Events().Where(e => e.Step is ComeOnline && e.Number > 2).ToDictionary(e => e.Client, e => e.At);
        Assert.Equal(pulled.ToDictionary(p => p.Key, p => p.Value + TimeSpan.FromMinutes(5)), back);
    }

    [Fact]
    public void Machines_are_shut_down_reimaged_and_back_with_all_that_they_are()
    {
        var timeline = Storm("re-image: { at: 10m, for: 5m, over: 1m, share: 30% }");
        var shutDown = timeline.Events().Where(e => e.Step is SayGoodbye { Reason: GoodbyeReason.ServiceStopped }).ToDictionary(e => e.Client, e => e.At);
        Assert.InRange(shutDown.Count, 20, 40);
        foreach (var (client, at) in shutDown)
        {
            var back = timeline.Events().Where(e => e.Client == client && e.At == at + TimeSpan.FromMinutes(5)).Select(e => e.Step).ToList();
            Assert.True(back is [ReImage, ObserveFacts, ComeOnline], string.Join(' ', back));
            var told = ((ObserveFacts)back[1]).Facts;
            Assert.True(told is { ScanMethod: not null, Pattern: not null, RealTimeScan: not null, SmartProtection: not null, Roaming: not null }, told.ToString());
        }
    }

    [Fact]
    public void Two_absences_that_overlap_end_with_the_later_one()
    {
        var timeline = Storm("half-open: { at: 10m, for: 10m, over: 0s }, server-return: { at: 15m, for: 10m, over: 0s }");
        Assert.Equal([0.0, 25.0], Times<ComeOnline>(timeline).Select(at => at.TotalMinutes).Distinct());
        Assert.Empty(Times<BreakOff>(timeline));
    }

    [Fact]
    public void Pattern_release_is_told_by_all_at_once_and_fetched_in_time()
    {
        var timeline = Storm("pattern-release: { at: 10m, over: 5m }", new TimelineOptions(7) { Patterns = PatternForm.Status });
        var told = timeline.Events().Where(e => e.Number > 2).ToLookup(e => e.At == TimeSpan.FromMinutes(10));
        Assert.Equal(100, told[true].Count());
        Assert.All(told[false], e => Assert.InRange(e.At.TotalMinutes, 10, 15));
        Assert.Equal(100, told[false].Count());
    }

    [Fact]
    public void An_outage_of_smart_protection_lasts_its_time_for_each_client()
    {
        var told = Storm("sps-outage: { at: 10m, for: 20m, over: 1m }").Events().Where(e => e.Number > 2).ToList();
        Assert.Equal(200, told.Count);
        Assert.All(told.GroupBy(e => e.Client), story =>
        {
            Assert.Equal([SmartProtection.Disconnected, SmartProtection.Connected], story.Select(e => ((ObserveFacts)e.Step).Facts.SmartProtection!.Value));
            Assert.Equal(TimeSpan.FromMinutes(20), story.Last().At - story.First().At);
        });
    }

    [Fact]
    public void Roaming_flaps_about_as_often_as_told()
    {
        var flaps = Storm("roaming-flap: { at: 10m, for: 30m, every: 1m }").Events().Where(e => e.Number > 2).ToList();
        Assert.InRange(flaps.Count, 2_800, 3_200);
        Assert.All(flaps, e => Assert.InRange(e.At.TotalMinutes, 10, 40));
    }

    [Fact]
    public void Slow_readers_read_again_before_the_run_is_over()
    {
        var timeline = Storm("slow-readers: { at: 50m, for: 30m, over: 1m }");
        Assert.Equal(100, Times<GoDeaf>(timeline).Count);
        Assert.Equal(Enumerable.Repeat(60.0, 100), Times<HearAgain>(timeline).Select(at => at.TotalMinutes));
    }

    private static ScenarioTimeline Storm(string storms, TimelineOptions? options = null) =>
        Lines.Tiny("login: 0s", $"storms: [ {storms} ]", options: options);

    private static List<TimeSpan> Times<T>(ScenarioTimeline timeline) where T : Step =>
        [.. timeline.Events().Where(e => e.Step is T).Select(e => e.At)];
}
