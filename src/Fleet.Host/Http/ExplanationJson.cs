using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Http;

/// <summary>Why a client is as it is: the row of the icon table, the conditions, and the change behind each fact.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="At">The moment asked for, else that of the client's last change.</param>
/// <param name="Icon">The icon, and where it stands in the table of icons.</param>
/// <param name="Conditions">What calls for somebody's action, and what that is.</param>
/// <param name="Facts">Every fact with the change that made it so.</param>
/// <param name="Presence">Why it is, or is not, present, and the change that made it so.</param>
internal sealed record ExplanationJson(
    ClientId ClientId,
    DateTimeOffset At,
    ExplanationJson.RowJson Icon,
    IEnumerable<ExplanationJson.ConditionJson> Conditions,
    OriginsJson Facts,
    OriginJson<PresenceCause> Presence)
{
    /// <param name="why">The explanation.</param>
    /// <param name="at">The moment asked for; null: now, as of the client's last change.</param>
    public static ExplanationJson Of(Explanation why, DateTimeOffset? at)
    {
        var (state, status) = (why.Client.State, why.Client.State.Status);
        var icon = Core.Icons.Icon.Of(status);
        return new ExplanationJson(
            why.Client.Client,
            at ?? why.Client.RecordedAt,
            new RowJson(icon, icon.Row, icon.Text),
            Words.Each(status.Conditions).Select(condition => new ConditionJson(
                condition,
                icon.ShownConditions.HasFlag(condition),
                RequiredActions.For(condition, status.Connection, isAway: state.Presence.Session is null).Select(RequiredActionJson.Of))),
            OriginsJson.Of(state, why.Facts),
            OriginJson.Of(state.Presence.Cause, state.Presence.Since, why.Presence));
    }

    /// <summary>An icon and its row in the table of icons.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Row">Within its connection and scan method, from 1.</param>
    /// <param name="Text">What it says.</param>
    internal sealed record RowJson(Icon Name, int Row, string Text);

    /// <summary>A condition that holds.</summary>
    /// <param name="Code">The condition.</param>
    /// <param name="ShownByIcon">Whether the icon tells of it.</param>
    /// <param name="RequiredActions">What ends it, in this order.</param>
    internal sealed record ConditionJson(Conditions Code, bool ShownByIcon, IEnumerable<RequiredActionJson> RequiredActions);
}

/// <summary>What somebody has to do.</summary>
internal sealed record RequiredActionJson(string Code, ActionOwner By, string Text)
{
    public static RequiredActionJson Of(RequiredAction action) => new(action.Code, action.By, action.Text);
}
