using Fleet.Actors.Sweep;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Sweep;

/// <summary>Patterns that pass their age without a report, and the pace at which clients are told.</summary>
public abstract class AgingTests(StoreKind kind) : SweepScene(kind)
{
    private static readonly TimeSpan MaxAge = ClientRules.Default.PatternMaxAge;

    [Fact]
    public void A_pattern_turns_outdated_within_seconds_of_its_moment_and_the_icon_with_it()
    {
        var due = Pattern("pc-1", TimeSpan.FromSeconds(30));
        Pattern("pc-2", TimeSpan.FromDays(1));
        Start(Rule());
        Pass(TimeSpan.FromSeconds(29));
        Assert.Empty(Told);
        Pass(TimeSpan.FromSeconds(3));
        Assert.Equal("pc-1", Assert.Single(Told).Client.Value);
        var aged = Assert.IsType<PatternJudged>(Clients.History("pc-1").Last());
        Assert.Equal((due, "offline-conventional-outdated-rts-enabled"), (aged.ObservedAt, aged.Icon!.To.Name));
        Assert.Equal(PatternStatus.Outdated, Fleet.Queries.Client(Id("pc-1")).State.Pattern.Status);
        Pass(TimeSpan.FromMinutes(1));
        Assert.Single(Told);
    }

    [Fact]
    public void Many_that_age_at_once_are_told_once_each()
    {
        Patterns(50);
        Start(Rule());
        Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(50, Told.Count);
        Assert.Equal(50, Clients.Rows.Count(row => row.Event is PatternJudged));
    }

    [Fact]
    public void Nobody_is_told_again_before_the_answers_are_visible()
    {
        Patterns(50);
        Start(Rule());
        IsProjecting = false;
        Pass(TimeSpan.FromSeconds(4));
        Assert.Equal(50, Told.Count);
        IsProjecting = true;
        Pass(TimeSpan.FromSeconds(4));
        Assert.Equal(50, Told.Count);
    }

    [Fact]
    public void The_next_are_told_as_the_last_ones_answer()
    {
        Patterns(50);
        Silent.UnionWith(Enumerable.Range(0, 50).Select(Name));
        Start(Rule());
        Pass(TimeSpan.FromSeconds(9));
        Assert.Equal(Settings.Page, Told.Count);
    }

    [Fact]
    public void One_that_does_not_answer_holds_up_nobody_and_is_told_again()
    {
        Patterns(50);
        Silent.Add(Name(2));
        Start(Rule());
        Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(49, Clients.Rows.Count(row => row.Event is PatternJudged));
        Assert.Equal(50, Told.Count);
        Silent.Clear();
        Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(51, Told.Count);
        Assert.Equal(50, Clients.Rows.Count(row => row.Event is PatternJudged));
    }

    [Fact]
    public void A_refusal_is_respected_and_tried_again_until_it_is_done()
    {
        Patterns(50);
        Clients.Refusal = new Refusal(RefusalCode.Busy, "full", RetryAfter: TimeSpan.FromSeconds(6));
        Start(Rule());
        Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(Settings.Page, Told.Count);
        Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(2 * Settings.Page, Told.Count);
        Clients.Refusal = null;
        Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(50, Clients.Rows.Count(row => row.Event is PatternJudged));
    }

    [Fact]
    public void It_waits_while_the_read_model_is_far_behind_the_journal()
    {
        Start(Rule());
        Pattern("early", TimeSpan.FromSeconds(10));
        Pass(TimeSpan.FromSeconds(5));
        IsProjecting = false;
        Pattern("late", TimeSpan.FromSeconds(10));
        Pass(TimeSpan.FromSeconds(30));
        Assert.Empty(Told);
        IsProjecting = true;
        Pass(TimeSpan.FromSeconds(3));
        Assert.Equal(["early", "late"], Told.Select(to => to.Client.Value));
    }

    [Fact]
    public void It_waits_while_the_read_model_is_built()
    {
        IsProjecting = false;
        Pattern("pc-1", TimeSpan.Zero);
        Start(Rule());
        Pass(TimeSpan.FromSeconds(10));
        Assert.Empty(Told);
        IsProjecting = true;
        Pass(TimeSpan.FromSeconds(3));
        Assert.IsType<PatternJudged>(Clients.History("pc-1").Last());
    }

    [Fact]
    public void Two_at_a_time_do_no_harm()
    {
        Patterns(20);
        Start(Rule());
        Start(Rule());
        Pass(TimeSpan.FromSeconds(10));
        Assert.InRange(Told.Count, 20, 40);
        Assert.Equal(20, Clients.Rows.Count(row => row.Event is PatternJudged));
    }

    [Fact]
    public void A_client_that_sees_it_otherwise_keeps_its_pattern_and_is_told_once_a_round()
    {
        Pattern("pc-1", TimeSpan.FromHours(1));
        // As if this node's clock were ahead.
        Start(new AgingRule(MaxAge - TimeSpan.FromHours(2), Fleet.Time));
        Pass(TimeSpan.FromSeconds(10));
        Assert.InRange(Told.Count, 5, 10);
        Assert.IsType<ReportTaken>(Assert.Single(Clients.Rows).Event);
    }

    [Fact]
    public void What_a_clock_that_was_ahead_judged_is_judged_again_when_it_is_right()
    {
        Pattern("pc-1", TimeSpan.FromDays(3));
        Pattern("pc-2", TimeSpan.FromDays(3));
        var (right, ahead) = (Now, TimeSpan.FromDays(8));
        Fleet.Time.AdjustTime(right + ahead);
        Clients.Tell("pc-1", new Reconsider());
        Fleet.Time.AdjustTime(right);
        Start(new YoungAgainRule(MaxAge, Fleet.Time));
        Pass(TimeSpan.FromSeconds(10));
        Assert.Equal("pc-1", Assert.Single(Told).Client.Value);
        Assert.Equal(PatternStatus.UpToDate, Assert.IsType<PatternJudged>(Clients.History("pc-1").Last()).Status);
        Assert.Equal(PatternStatus.UpToDate, Fleet.Queries.Client(Id("pc-1")).State.Pattern.Status);
    }

    [Fact]
    public void Patterns_that_are_old_by_a_rule_that_has_been_changed_are_young_again()
    {
        Patterns(10);
        Fleet.Time.Advance(TimeSpan.FromSeconds(2));
        for (var number = 0; number < 10; number++)
            Clients.Tell(Name(number), new Reconsider());
        Clients.Rules = ClientRules.Default with { PatternMaxAge = MaxAge * 2 };
        Start(new YoungAgainRule(MaxAge * 2, Fleet.Time));
        Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(10, Told.Count);
        Assert.Equal(10, Clients.Rows.Count(row => row.Event is PatternJudged { Status: PatternStatus.UpToDate }));
    }

    private AgingRule Rule() => new(MaxAge, Fleet.Time);

    private static string Name(int number) => $"pc-{number:00}";

    /// <summary>Clients whose pattern ages in a second.</summary>
    private void Patterns(int count)
    {
        for (var number = 0; number < count; number++)
            Pattern(Name(number), TimeSpan.FromSeconds(1));
    }

    /// <summary>A client with a pattern that has so long left; returns when it ages.</summary>
    private DateTimeOffset Pattern(string client, TimeSpan left)
    {
        // A little younger when it is told than when the sweep looks, so that the report itself does not judge it outdated.
        var releasedAt = Now - MaxAge + left + TimeSpan.FromMilliseconds(1);
        Clients.Tell(client, new TakeReport(1, 0, Now, new ReportedFacts { Pattern = new ReportedPattern.OfRelease("19.101", releasedAt) }));
        return releasedAt + MaxAge;
    }
}

public sealed class AgingTestsOnSqlite() : AgingTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class AgingTestsOnPostgres() : AgingTests(StoreKind.Postgres);
