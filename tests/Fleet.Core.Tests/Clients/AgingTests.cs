using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

public sealed class AgingTests
{
    private static readonly TimeSpan MaxAge = ClientRules.Default.PatternMaxAge;

    [Fact]
    public void A_pattern_turns_outdated_at_the_moment_it_reaches_its_age_and_not_before()
    {
        var fresh = Told(new ReportedPattern.OfRelease("1", Arbitrary.Start));
        Assert.Empty(fresh.Then(new Reconsider(), MaxAge - TimeSpan.FromMilliseconds(1)).Decision.Events);

        var aged = fresh.Then(new Reconsider(), MaxAge);
        var row = Assert.IsType<PatternJudged>(Assert.Single(aged.Decision.Events));
        Assert.Equal("offline-conventional-outdated-rts-enabled", row.Icon?.To.Name);
        Assert.Equal(PatternStatus.Outdated, aged.After.Pattern.Status);
    }

    [Fact]
    public void It_is_outdated_since_it_was_due_however_late_the_hint_came()
    {
        var aged = Told(new ReportedPattern.OfRelease("1", Arbitrary.Start)).Then(new Reconsider(), MaxAge + TimeSpan.FromHours(3)).After;
        Assert.Equal(Arbitrary.Start + MaxAge, aged.SinceOf(Fact.Pattern));
    }

    [Fact]
    public void It_ages_once()
    {
        var aged = Told(new ReportedPattern.OfRelease("1", Arbitrary.Start)).Then(new Reconsider(), MaxAge);
        Assert.Empty(aged.Then(new Reconsider(), MaxAge).Decision.Events);
    }

    [Fact]
    public void What_a_shorter_rule_or_a_clock_ahead_judged_is_judged_again()
    {
        var aged = Told(new ReportedPattern.OfRelease("1", Arbitrary.Start)).Then(new Reconsider(), MaxAge);
        var now = Arbitrary.Start + TimeSpan.FromDays(1);
        var judged = Client.Decide(aged.After, ClientMemory.None, new Reconsider(), now, ClientRules.Default);
        var row = Assert.IsType<PatternJudged>(Assert.Single(judged.Events));
        Assert.Equal((now, PatternStatus.UpToDate, "offline-conventional-up-to-date-rts-enabled"), (row.ObservedAt, row.Status, row.Icon?.To.Name));
        Assert.Equal(PatternStatus.UpToDate, Client.Apply(aged.After, row).Pattern.Status);
    }

    [Fact]
    public void Two_clocks_that_differ_a_little_do_not_send_a_pattern_back_and_forth()
    {
        var aged = Told(new ReportedPattern.OfRelease("1", Arbitrary.Start)).Then(new Reconsider(), MaxAge).After;
        var elsewhere = Arbitrary.Start + MaxAge - TimeSpan.FromSeconds(30);
        Assert.Empty(Client.Decide(aged, ClientMemory.None, new Reconsider(), elsewhere, ClientRules.Default).Events);
    }

    [Fact]
    public void A_status_that_the_client_judged_itself_is_not_judged_again() =>
        Assert.Empty(Told(new ReportedPattern.OfStatus(PatternStatus.Outdated)).Then(new Reconsider(), TimeSpan.Zero).Decision.Events);

    [Fact]
    public void A_release_that_is_told_at_its_age_is_outdated_at_once() =>
        Assert.Equal(PatternStatus.Outdated, Told(new ReportedPattern.OfRelease("1", Arbitrary.Start - MaxAge)).After.Pattern.Status);

    [Fact]
    public void The_same_release_told_again_after_its_age_is_no_news_but_a_newer_one_is()
    {
        var release = new ReportedPattern.OfRelease("1", Arbitrary.Start);
        var aged = Told(release).Then(new Reconsider(), MaxAge);
        Assert.Empty(aged.Then(Scene.Report(2, new ReportedFacts { Pattern = release })).Decision.Events);
        var renewed = aged.Then(Scene.Report(2, new ReportedFacts { Pattern = new ReportedPattern.OfRelease("2", Arbitrary.Start.AddDays(6)) })).After;
        Assert.Equal(PatternStatus.UpToDate, renewed.Pattern.Status);
    }

    [Fact]
    public void A_pattern_told_by_its_status_never_ages() =>
        Assert.Empty(Told(new ReportedPattern.OfStatus(PatternStatus.UpToDate)).Then(new Reconsider(), TimeSpan.FromDays(1000)).Decision.Events);

    [Fact]
    public void A_client_that_does_not_exist_has_no_pattern_to_age() => Assert.Empty(Scene.Empty().Decision.Events);

    private static Moment Told(ReportedPattern pattern) => Scene.Empty().Then(Scene.Report(1, new ReportedFacts { Pattern = pattern }));
}
