using System.Text.Json;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Settings;

/// <summary>The form of what a level says of settings.</summary>
/// <param name="Page">Where it is shown.</param>
/// <param name="Action">Where it is sent.</param>
/// <param name="Entered">What is filled in, by the name of the field.</param>
/// <param name="Version">Of what the level said when the form was made: a change is made for just that.</param>
/// <param name="Refused">Why it was not taken; null: nothing was refused.</param>
/// <param name="FormKey">What the form has to carry.</param>
/// <param name="Target">What the acts of it are done to, as the audit has it.</param>
/// <param name="History">The last changes of the level, the latest first.</param>
public sealed record SettingsFormModel(
    string Page, string Action, Func<string, string> Entered, string Version, ProblemJson? Refused, string FormKey, string Target, IReadOnlyList<LevelHistoryJson.ItemJson> History)
{
    /// <summary>Somebody changed the level since the form was made.</summary>
    public bool IsStale => Refused?.Status == 412;

    /// <summary>What a level says, in words; empty: nothing.</summary>
    public static IReadOnlyList<(string Name, string Value)> Each(LevelJson level) => [.. Leaves(FactTexts.Json(level), "")];

    /// <summary>The values at the ends of a tree, by what they are called.</summary>
    public static IEnumerable<(string Name, string Value)> Leaves(JsonElement json, string before) => json.EnumerateObject().SelectMany(member => member.Value.ValueKind switch
    {
        JsonValueKind.Object => Leaves(member.Value, $"{before}{member.Name}."),
        JsonValueKind.Array => [(SettingsLeaf.NameOf(before + member.Name), string.Join(", ", member.Value.EnumerateArray()))],
        _ => [(SettingsLeaf.NameOf(before + member.Name), FactTexts.TextOf(member.Value))],
    });
}
