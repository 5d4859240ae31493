using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

public sealed class SessionTests
{
    [Fact]
    public void A_hello_makes_the_client_present_and_the_end_of_its_session_absent()
    {
        var online = Scene.Empty().Then(Scene.Hello(1));
        Assert.Equal(new Opened(0, Present: true), online.Decision.Reply);
        Assert.Equal(Connection.Online, online.After.Connection);

        var offline = online.Then(Scene.Broken(1)).After;
        Assert.Equal(Connection.Offline, offline.Connection);
        Assert.Equal(PresenceCause.Broken, offline.Presence.Cause);
    }

    [Fact]
    public void Roaming_goes_before_presence_and_before_absence()
    {
        var roaming = Scene.Online().Then(Scene.Report(2, new ReportedFacts { Roaming = true }, via: 1));
        Assert.Equal(Connection.Roaming, roaming.After.Connection);
        var gone = roaming.Then(Scene.Broken(1));
        Assert.Equal(Connection.Roaming, gone.After.Connection);
        Assert.Null(Assert.Single(gone.Decision.Events).Icon);
    }

    [Fact]
    public void An_end_applies_to_the_session_that_it_names_and_to_no_other() => Arbitrary.Always((Moment moment) =>
    {
        if (moment.Command is not EndSession end)
            return;
        Assert.Equal(Done.Instance, moment.Decision.Reply);
        if (moment.Before.Presence.Session != end.Session && moment.Memory.Waiting?.Session != end.Session)
            Assert.Empty(moment.Decision.Events);
        Assert.Equal(moment.Before.Presence.Session == end.Session ? null : moment.Before.Presence.Session, moment.After.Presence.Session);
    });

    [Fact]
    public void An_end_may_be_repeated() => Arbitrary.Always((Moment moment) =>
    {
        if (moment.Command is EndSession)
            Assert.Empty(moment.Then(moment.Command).Decision.Events);
    });

    [Fact]
    public void A_hello_may_be_repeated()
    {
        var again = Scene.Online().Then(Scene.Hello(1));
        Assert.Equal(new Opened(1, Present: true), again.Decision.Reply);
        Assert.Empty(again.Decision.Events);
    }

    [Fact]
    public void A_newer_session_takes_the_place_of_the_older_one_without_an_icon_change()
    {
        var second = Scene.Online().Then(Scene.Hello(2));
        var row = Assert.IsType<SessionOpened>(Assert.Single(second.Decision.Events));
        Assert.True(row.SupersededAnother);
        Assert.Null(row.Icon);
        Assert.Empty(second.Then(Scene.Broken(1)).Decision.Events);
    }

    [Fact]
    public void Only_the_session_that_is_open_or_waits_may_report()
    {
        Scene.Online().Then(Scene.Report(2, via: 2)).Refused(RefusalCode.Superseded, retryable: true);
        Scene.Online().Then(Scene.Broken(1)).Then(Scene.Report(2, via: 1)).Refused(RefusalCode.SessionUnknown, retryable: true);
        Assert.IsType<Taken>(Scene.Online().Then(Scene.Report(2, via: 1)).Decision.Reply);
        Assert.IsType<Taken>(Scene.Online().Then(Scene.Report(2)).Decision.Reply);
    }

    [Theory]
    [InlineData(GoodbyeReason.Unloaded, false)]
    [InlineData(GoodbyeReason.ServiceStopped, false)]
    [InlineData(GoodbyeReason.Uninstalled, true)]
    [InlineData(GoodbyeReason.Moved, true)]
    public void A_goodbye_leaves_its_reason_and_some_are_for_good(GoodbyeReason reason, bool forGood)
    {
        var presence = Scene.Online().Then(Scene.Goodbye(1, reason)).After.Presence;
        Assert.Equal(reason, presence.Goodbye);
        Assert.Equal(forGood, presence.HasLeft);
    }

    [Fact]
    public void A_hello_may_tell_the_group_and_the_version_and_without_them_they_stay()
    {
        var hello = Scene.Hello(1) with { Group = GroupName.Parse("sales"), AgentVersion = "14.0" };
        var told = Scene.Empty().Then(hello).Then(Scene.Broken(1)).Then(Scene.Hello(2)).After;
        Assert.Equal("sales", told.Group.Value);
        Assert.Equal("14.0", told.AgentVersion);
    }
}
