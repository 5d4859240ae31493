using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

public sealed class BacklogTests
{
    [Fact]
    public void The_client_turns_online_when_the_report_that_the_hello_named_is_folded_and_not_before()
    {
        var hello = Scene.Empty().Then(Scene.Hello(1, backlogThrough: 2));
        Assert.Equal(new Opened(0, Present: false), hello.Decision.Reply);
        Assert.IsType<Registered>(Assert.Single(hello.Decision.Events));

        var first = hello.Then(Scene.Report(1, via: 1));
        Assert.Equal(Connection.Offline, first.After.Connection);

        var second = first.Then(Scene.Report(2, new ReportedFacts { RealTimeScan = RealTimeScan.Stopped }, via: 1));
        Assert.Collection(
            second.Decision.Events,
            row => Assert.Equal("offline-conventional-up-to-date-rts-stopped", row.Icon?.To.Name),
            row => Assert.Equal("online-conventional-up-to-date-rts-stopped", row.Icon?.To.Name));
        Assert.Null(second.Decision.Memory.Waiting);
    }

    [Fact]
    public void No_client_is_online_while_its_hello_waits() => Arbitrary.Always((Moment moment) =>
    {
        if (moment.Decision.Memory.Waiting is not null)
            Assert.Null(moment.After.Presence.Session);
    });

    [Fact]
    public void A_backlog_that_ends_in_a_report_without_news_or_in_a_refused_one_is_folded_too()
    {
        var waiting = Scene.Online().Then(Scene.Broken(1)).Then(Scene.Hello(2, backlogThrough: 2));
        Assert.Equal(Connection.Online, waiting.Then(Scene.Report(2, via: 2)).After.Connection);
        Assert.Equal(Connection.Online, waiting.Then(Scene.Report(2, via: 2, fault: Arbitrary.Unreadable)).After.Connection);
    }

    [Fact]
    public void A_backlog_that_is_known_already_needs_no_waiting() =>
        Assert.Equal(new Opened(1, Present: true), Scene.Online().Then(Scene.Broken(1)).Then(Scene.Hello(2, backlogThrough: 1)).Decision.Reply);

    [Fact]
    public void A_session_that_takes_the_place_of_another_with_a_backlog_keeps_the_client_online()
    {
        var moved = Scene.Online().Then(Scene.Hello(2, backlogThrough: 3));
        Assert.Equal(new Opened(1, Present: true), moved.Decision.Reply);
        Assert.Equal(Connection.Online, moved.After.Connection);
        Assert.Null(Assert.Single(moved.Decision.Events).Icon);
        moved.Then(Scene.Report(2, via: 1)).Refused(RefusalCode.Superseded, retryable: true);
    }

    [Fact]
    public void A_session_that_breaks_off_before_its_backlog_is_folded_stays_offline()
    {
        var broken = Scene.Empty().Then(Scene.Hello(1, backlogThrough: 2)).Then(Scene.Report(1, via: 1)).Then(Scene.Broken(1));
        Assert.Null(broken.Decision.Memory.Waiting);
        Assert.Equal(Connection.Offline, broken.Then(Scene.Report(2)).After.Connection);
    }

    [Fact]
    public void A_goodbye_before_the_backlog_is_folded_is_not_forgotten()
    {
        var gone = Scene.Empty().Then(Scene.Hello(1, backlogThrough: 2)).Then(Scene.Goodbye(1, GoodbyeReason.Uninstalled));
        Assert.True(gone.After.Presence.HasLeft);
        Assert.Null(Assert.Single(gone.Decision.Events).Icon);
    }

    [Fact]
    public void Sessions_that_break_off_one_after_the_other_write_one_row()
    {
        var broken = Scene.Empty().Then(Scene.Hello(1, backlogThrough: 2)).Then(Scene.Broken(1)).Then(Scene.Hello(2, backlogThrough: 2)).Then(Scene.Broken(2));
        Assert.Empty(broken.Decision.Events);
        Assert.Equal(PresenceCause.Broken, broken.After.Presence.Cause);
    }
}
