using Fleet.Core.Clients;
using Xunit;

namespace Fleet.Core.Tests.Clients;

public sealed class DuplicateIdentityTests
{
    private static readonly TimeSpan Window = ClientRules.Default.DuplicateWindow;

    [Fact]
    public void Sessions_that_take_each_others_place_too_often_within_the_window_are_two_machines()
    {
        var last = Scene.Empty().Then(Scene.Hello(1));
        for (var i = 0; i < ClientRules.MaxSupersessions; i++)
        {
            last = last.Then(Scene.Hello(2 + i));
            Assert.IsType<Opened>(last.Decision.Reply);
        }

        var refused = last.Then(Scene.Hello(100), Window);
        Assert.Equal(Window, refused.Refused(RefusalCode.DuplicateIdentity, retryable: true).Refusal.RetryAfter);
        Assert.Equal(last.After, refused.After);
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

    [Fact]
    public void One_session_that_says_hello_over_and_over_is_one_machine()
    {
        var last = Scene.Empty().Then(Scene.Hello(1, backlogThrough: 5));
        for (var i = 0; i < 20; i++)
            last = last.Then(Scene.Hello(1, backlogThrough: 5));
        Assert.Equal(new Opened(0, Present: false), last.Decision.Reply);
    }
}
