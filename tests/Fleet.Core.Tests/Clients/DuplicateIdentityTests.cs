using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

public sealed class DuplicateIdentityTests
{
    private static readonly TimeSpan Window = ClientRules.Default.DuplicateWindow;

    [Fact]
    public void Sessions_that_take_each_others_place_too_often_within_the_window_are_two_machines()
    {
        var refused = Found(Window);
        Assert.Equal(Window, refused.Refused(RefusalCode.DuplicateIdentity, retryable: true).Refusal.RetryAfter);
        Assert.Equal(refused.Before with { Duplicate = new Duplication(refused.Now, refused.Now) }, refused.After);
        Assert.Equal(Conditions.DuplicateIdentity, refused.After.Conditions);
        Assert.Equal(refused.Before.Icon, refused.After.Icon);
    }

    [Theory]
    [InlineData(0.5, 30)]
    [InlineData(5, 300)]
    [InlineData(90 * 24 * 60, 300)]
    public void The_window_is_the_presence_timeout_and_five_minutes_at_the_most(double timeoutMinutes, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ClientRules.Of(TimeSpan.FromDays(7), TimeSpan.FromMinutes(timeoutMinutes)).DuplicateWindow);

    [Fact]
    public void It_is_found_in_one_row_however_often_they_come()
    {
        var last = Found();
        for (var i = 0; i < 1_000; i++)
            last = last.Then(Scene.Hello(101 + i), Window / 2_000);
        last.Refused(RefusalCode.DuplicateIdentity, retryable: true);
        Assert.Empty(last.Decision.Events);
        Assert.NotNull(last.Then(new Reconsider(), Window).After.Duplicate);
        Assert.Null(last.Then(new Reconsider(), Window * 1.3).After.Duplicate);
    }

    [Fact]
    public void It_is_over_when_no_second_machine_was_heard_for_the_window_and_a_quarter()
    {
        var found = Found();
        Assert.Empty(found.Then(new Reconsider(), Window * 1.25).Decision.Events);
        var over = found.Then(new Reconsider(), (Window * 1.25) + TimeSpan.FromMilliseconds(1));
        Assert.Equal(new IdentityJudged(over.Now, 0, IsDuplicate: false), Assert.Single(over.Decision.Events));
        Assert.Equal(Conditions.None, over.After.Conditions);
        Assert.Empty(over.Then(new Reconsider(), Window).Decision.Events);
    }

    [Fact]
    public void The_one_that_comes_back_after_the_window_is_a_duplicate_all_the_while()
    {
        var last = Found();
        for (var round = 0; round < 5; round++)
        {
            last = last.Then(Scene.Hello(1_000 + round), Window + TimeSpan.FromSeconds(2));
            Assert.IsType<Opened>(last.Decision.Reply);
            Assert.Equal(last.Now, last.After.Duplicate!.SeenAt);
            Assert.Empty(last.Then(new Reconsider(), Window).Decision.Events);
        }

        Assert.Equal(Found().Now, last.After.Duplicate!.Since);
    }

    [Fact]
    public void What_is_in_the_journal_outlives_the_actor()
    {
        var found = Found();
        Assert.NotNull((found with { Decision = found.Decision with { Memory = ClientMemory.None } }).Then(new Reconsider(), Window).After.Duplicate);
        Assert.Null((found with { Decision = found.Decision with { Memory = ClientMemory.None } }).Then(new Reconsider(), Window * 2).After.Duplicate);
    }

    [Fact]
    public void A_clock_that_was_set_back_does_not_keep_it_for_ever() => Assert.Null(Found().Then(new Reconsider(), -Window * 2).After.Duplicate);

    [Fact]
    public void A_client_that_is_forgotten_is_nobodys_duplicate() => Assert.Null(Found().Then(new Forget(Operator.Unknown)).After.Duplicate);

    [Fact]
    public void Nothing_is_written_of_it_while_somebody_would_not_read_it()
    {
        var (old, found) = (ClientRules.Default with { KeepsMarks = false }, Found());
        var refused = Client.Decide(found.Before, found.Memory, found.Command, found.Now, old);
        Assert.Equal((RefusalCode.DuplicateIdentity, true), (Assert.IsType<Refused>(refused.Reply).Refusal.Code, refused.Events.IsEmpty));
        Assert.Empty(Client.Decide(found.After, found.Decision.Memory, new Reconsider(), found.Now + (Window * 3), old).Events);
    }

    [Fact]
    public void After_the_window_the_count_begins_anew()
    {
        var last = Scene.Empty().Then(Scene.Hello(1));
        for (var i = 0; i < ClientRules.MaxSupersessions; i++)
            last = last.Then(Scene.Hello(2 + i));
        var later = last.Then(Scene.Hello(100), Window + TimeSpan.FromMilliseconds(1));
        Assert.IsType<Opened>(later.Decision.Reply);
        Assert.Equal(1, later.Decision.Memory.Supersessions);
    }

    [Fact]
    public void A_clock_that_was_set_back_begins_a_new_count()
    {
        var last = Scene.Empty().Then(Scene.Hello(1));
        for (var i = 0; i < ClientRules.MaxSupersessions; i++)
            last = last.Then(Scene.Hello(2 + i));
        var later = last.Then(Scene.Hello(100), TimeSpan.FromHours(-1));
        Assert.Equal(1, later.Decision.Memory.Supersessions);
    }

    [Fact]
    public void A_session_that_had_ended_was_not_superseded()
    {
        var last = Scene.Empty().Then(Scene.Hello(1));
        for (var i = 1; i < 20; i++)
            last = last.Then(Scene.Broken(i)).Then(Scene.Hello(i + 1));
        Assert.IsType<Opened>(last.Decision.Reply);
    }

    private static Moment Found(TimeSpan after = default)
    {
        var last = Scene.Empty().Then(Scene.Hello(1));
        for (var i = 0; i < ClientRules.MaxSupersessions; i++)
        {
            last = last.Then(Scene.Hello(2 + i));
            Assert.IsType<Opened>(last.Decision.Reply);
        }

        return last.Then(Scene.Hello(100), after);
    }

    [Fact]
    public void One_session_that_says_hello_over_and_over_is_one_machine()
    {
        var last = Scene.Empty().Then(Scene.Hello(1, backlogThrough: 5));
        for (var i = 0; i < 20; i++)
            last = last.Then(Scene.Hello(1, backlogThrough: 5));
        Assert.Equal(new Opened(0, Present: false), last.Decision.Reply);
    }
}
