using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

/// <summary>Laws that hold for whatever happens to a client.</summary>
public sealed class FoldTests
{
    [Fact]
    public void The_state_is_the_fold_of_the_journal() => Arbitrary.Always((IReadOnlyList<Moment> history) =>
    {
        var state = ClientState.None;
        foreach (var moment in history)
        {
            Assert.Equal(state, moment.Before);
            foreach (var happened in moment.Decision.Events)
                state = Client.Apply(state, happened);
        }

        Assert.Equal(state, Journal(history).Aggregate(ClientState.None, Client.Apply));
    });

    [Fact]
    public void The_same_command_in_the_same_state_is_decided_alike() => Arbitrary.Always((Moment moment) =>
    {
        var again = Client.Decide(moment.Before, moment.Memory, moment.Command, moment.Now, ClientRules.Default);
        Assert.Equal(moment.Decision.Events.AsEnumerable(), again.Events);
        Assert.Equal(moment.Decision.Memory, again.Memory);
        Assert.Equal(moment.Decision.Reply, again.Reply);
    });

    [Fact]
    public void Every_state_is_one_of_the_90_and_has_an_icon_while_the_client_exists() => Arbitrary.Always((Moment moment) =>
    {
        Assert.Contains(moment.After.Status, ClientStatus.All);
        Assert.Equal(moment.After.Exists, moment.After.Icon is not null);
    });

    [Fact]
    public void Within_an_epoch_the_last_number_never_decreases_in_the_journal_nor_in_the_memory() => Arbitrary.Always((Moment moment) =>
    {
        Assert.True(moment.Decision.Memory.LastTaken >= moment.After.LastSeq);
        if (moment.Before.Epochs != moment.After.Epochs)
            return;
        Assert.True(moment.After.LastSeq >= moment.Before.LastSeq);
        Assert.True(moment.Decision.Memory.LastTaken >= moment.Memory.LastTaken);
    });

    [Fact]
    public void A_command_brings_at_most_one_report_row_and_at_most_one_session_row_after_it() => Arbitrary.Always((Moment moment) =>
    {
        Assert.True(moment.Decision.Events is [] or [_] or [ReportTaken, SessionOpened]);
        Assert.True(moment.Command is TakeReport || !moment.Decision.Events.Any(e => e is ReportTaken));
    });

    [Fact]
    public void A_client_never_has_a_session_and_another_one_that_waits() => Arbitrary.Always((Moment moment) =>
        Assert.False(moment.After.Presence.Session is not null && moment.Decision.Memory.Waiting is not null));

    [Fact]
    public void A_presence_that_ended_has_a_cause_and_one_that_lasts_has_a_session() => Arbitrary.Always((Moment moment) =>
    {
        var presence = moment.After.Presence;
        Assert.Equal(presence.Cause == PresenceCause.Session, presence.Session is not null);
        Assert.Equal(presence.Cause == PresenceCause.Never, presence.Since is null);
        Assert.Equal(presence.Cause == PresenceCause.Goodbye, presence.Goodbye is not null);
    });

    [Fact]
    public void What_was_reported_has_a_time_and_what_was_not_has_none_and_its_default() => Arbitrary.Always((Moment moment) =>
    {
        var state = moment.After;
        Assert.All(Enum.GetValues<Fact>().Where(f => f != Fact.None), fact => Assert.NotEqual(state.Unreported.HasFlag(fact), state.Reported.HasFlag(fact)));
        Assert.All(Enum.GetValues<Fact>().Where(f => f != Fact.None), fact =>
            Assert.True(state.Reported.HasFlag(fact) || state.Since[fact] == 0, $"{fact} was never told"));
        Assert.True(state.Reported.HasFlag(Fact.SmartProtection) || state.SmartProtection == ClientState.DefaultLink(state.ScanMethod));
        Assert.Equal(Fact.None, state.Numbers.Differing(Facts.Defaults) & ~(state.Reported | Fact.SmartProtection));
        Assert.True(state.Reported.HasFlag(Fact.Pattern) || state.Pattern == HeldPattern.Default);
        Assert.True(state.Reported.HasFlag(Fact.Group) || state.Group == GroupName.Default);
    });

    [Fact]
    public void An_unknown_command_and_an_unknown_event_are_errors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Client.Decide(ClientState.None, ClientMemory.None, new UnknownCommand(), Arbitrary.Start, ClientRules.Default));
        Assert.Throws<ArgumentOutOfRangeException>(() => Client.Apply(ClientState.None, new UnknownEvent()));
    }

    private static IEnumerable<ClientEvent> Journal(IEnumerable<Moment> history) => history.SelectMany(m => m.Decision.Events);

    private sealed record UnknownCommand : ClientCommand;

    private sealed record UnknownEvent() : ClientEvent(Arbitrary.Start, 0, Icon: null);
}
