using Fleet.Actors.ReadModel.Queries;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>Why a client is as it is: the row of the icon table, the conditions, and the change behind each fact.</summary>
internal sealed record ExplanationJson(
    string ClientId,
    DateTimeOffset At,
    ExplanationJson.IconJson Icon,
    IEnumerable<ExplanationJson.ConditionJson> Conditions,
    IReadOnlyDictionary<string, ExplanationJson.FactJson> Facts,
    ExplanationJson.FactJson Presence)
{
    /// <param name="why">The explanation.</param>
    /// <param name="at">The moment asked for; null: now, as of the client's last change.</param>
    public static ExplanationJson Of(Explanation why, DateTimeOffset? at)
    {
        var (state, status) = (why.Client.State, why.Client.State.Status);
        var icon = Core.Icons.Icon.Of(status);
        return new ExplanationJson(
            why.Client.Client.Value,
            at ?? why.Client.RecordedAt,
            new IconJson(icon.Name, icon.Row, icon.Text),
            Enum.GetValues<Conditions>().Where(c => c != Core.Vocabulary.Conditions.None && status.Conditions.HasFlag(c)).Select(condition => new ConditionJson(
                Words.Of(condition),
                icon.ShownConditions.HasFlag(condition),
                RequiredActions.For(condition, status.Connection).Select(ActionJson.Of))),
            FactsJson.All.ToDictionary(
                FactsJson.NameOf,
                fact => FactOf(FactsJson.ValueOf(fact, state), state.Since[fact], why.Facts.GetValueOrDefault(fact))),
            FactOf(Words.Of(state.Presence.Cause), state.Presence.Since, why.Presence));
    }

    private static FactJson FactOf(object value, DateTimeOffset? since, Origin? origin) =>
        new(value, since, origin?.Offset, origin is null ? null : Words.Of(origin.Cause), origin?.RecordedAt);

    internal sealed record IconJson(string Name, int Row, string Text);

    internal sealed record ConditionJson(string Code, bool ShownByIcon, IEnumerable<ActionJson> RequiredActions);

    /// <summary>A fact that was never told has its default, and nothing that made it so.</summary>
    internal sealed record FactJson(object Value, DateTimeOffset? Since, long? Offset, string? Cause, DateTimeOffset? RecordedAt);
}
