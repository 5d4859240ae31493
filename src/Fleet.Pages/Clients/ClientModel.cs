using System.Text.Json;
using Fleet.Pages.Answers;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Clients;

/// <summary>One client.</summary>
/// <param name="Address">What was asked for.</param>
/// <param name="Client">The client.</param>
/// <param name="Why">Why it is as it is.</param>
/// <param name="History">What became of it, the latest change first.</param>
/// <param name="Tasks">Its tasks; null: those of a moment of the past are not known.</param>
/// <param name="Now">When this was found out.</param>
public sealed record ClientModel(PageAddress Address, ClientJson Client, ExplanationJson Why, HistoryJson History, TargetPageJson? Tasks, DateTimeOffset Now)
{
    /// <summary>Each fact, and the change that made it so.</summary>
    public IEnumerable<(string Name, OriginJson<JsonElement> Origin)> Facts => FactTexts.Each(Why.Facts)
        .Prepend(("presence", FactTexts.Json(Why.Presence)))
        .Select(fact => (fact.Item1, fact.Item2.Deserialize<OriginJson<JsonElement>>(ApiJson.Options)!));

    /// <summary>Each setting in force, and the level that it comes from.</summary>
    public IEnumerable<(string Name, string Value, string From)> Settings =>
        from setting in Leaves(FactTexts.Json(Client.Settings.Effective), "")
        join origin in Leaves(FactTexts.Json(Client.Settings.From), "") on setting.Name equals origin.Name
        select (setting.Name, setting.Value, origin.Value);

    private static IEnumerable<(string Name, string Value)> Leaves(JsonElement json, string before) => json.EnumerateObject().SelectMany(member => member.Value.ValueKind switch
    {
        JsonValueKind.Object => Leaves(member.Value, $"{before}{member.Name}."),
        JsonValueKind.Array => [(before + member.Name, string.Join(", ", member.Value.EnumerateArray()))],
        _ => [(before + member.Name, FactTexts.TextOf(member.Value))],
    });
}
