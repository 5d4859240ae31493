using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Xunit;

namespace Fleet.Core.Tests.Clients;

public sealed class IconChangeTests
{
    [Fact]
    public void A_row_carries_an_icon_change_if_and_only_if_the_icon_changed() => Rows((before, happened, after) =>
    {
        if (after.Icon is null || after.Icon == before.Icon)
            Assert.Null(happened.Icon);
        else
            Assert.Equal(new IconChange(before.Icon, after.Icon, after.Conditions), happened.Icon);
    });

    [Fact]
    public void Each_change_begins_where_the_last_one_ended_and_a_new_life_begins_with_nothing() => Arbitrary.Always((IReadOnlyList<Moment> history) =>
    {
        Icon? last = null;
        foreach (var happened in history.SelectMany(m => m.Decision.Events))
        {
            if (happened.Icon is { } change)
            {
                Assert.Equal(last, change.From);
                Assert.NotEqual(change.From, change.To);
                last = change.To;
            }

            last = happened is Forgotten ? null : last;
        }

        Assert.Equal(last, history.Count == 0 ? null : history[^1].After.Icon);
    });

    [Fact]
    public void What_the_icon_shows_is_part_of_the_conditions_of_its_change() => Rows((_, happened, _) =>
    {
        if (happened.Icon is { } change)
            Assert.Equal(change.To.ShownConditions, change.To.ShownConditions & change.Conditions);
    });

    private static void Rows(Action<ClientState, ClientEvent, ClientState> law) => Arbitrary.Always((Moment moment) =>
    {
        var state = moment.Before;
        foreach (var happened in moment.Decision.Events)
        {
            var after = Client.Apply(state, happened);
            law(state, happened, after);
            state = after;
        }
    });
}
