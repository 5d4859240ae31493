using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

/// <summary>A hello that was repeated, or lay somewhere, comes after that of a newer session of the same node.</summary>
public sealed class OvertakenHelloTests
{
    [Fact]
    public void It_does_not_take_the_session_from_the_newer_one()
    {
        var newer = Scene.Empty().Then(Scene.Hello(2));
        var old = newer.Then(Scene.Hello(1));
        old.Refused(RefusalCode.Superseded, retryable: true);
        Assert.Equal(newer.After, old.After);
        Assert.Equal(newer.Decision.Memory, old.Decision.Memory);
    }

    [Fact]
    public void Nor_from_one_whose_backlog_is_on_its_way()
    {
        var newer = Scene.Empty().Then(Scene.Hello(2, backlogThrough: 3));
        var old = newer.Then(Scene.Hello(1));
        old.Refused(RefusalCode.Superseded, retryable: true);
        Assert.Equal(Scene.Session(2), old.Decision.Memory.Waiting!.Session);
    }

    [Fact]
    public void Once_the_newer_one_is_over_the_old_one_may_speak_again()
    {
        var opened = Scene.Empty().Then(Scene.Hello(2)).Then(Scene.Broken(2)).Then(Scene.Hello(1));
        Assert.Equal(new Opened(0, Present: true), opened.Decision.Reply);
    }

    [Fact]
    public void Of_two_nodes_the_one_that_is_heard_last_has_it()
    {
        var elsewhere = new SessionId(Scene.Session(2).Node - 1, 1);
        var moved = Scene.Empty().Then(Scene.Hello(2)).Then(new OpenSession(elsewhere));
        Assert.Equal(elsewhere, moved.After.Presence.Session);
    }
}
