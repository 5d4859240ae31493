using System.Text.Json;
using Fleet.Pages.Answers;
using Fleet.Pages.Settings;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Clients;

/// <summary>One client.</summary>
/// <param name="Address">What was asked for.</param>
/// <param name="Client">The client.</param>
/// <param name="Why">Why it is as it is.</param>
/// <param name="History">What became of it, the latest change first.</param>
/// <param name="Tasks">Its tasks; null: those of a moment of the past are not known.</param>
/// <param name="Acts">What can be done to it; null: nothing, in the past.</param>
/// <param name="Now">When this was found out.</param>
public sealed record ClientModel(
    PageAddress Address, ClientJson Client, ExplanationJson Why, HistoryJson History, TargetPageJson? Tasks, ClientActsModel? Acts, DateTimeOffset Now)
{
    /// <summary>Each fact, and the change that made it so.</summary>
    public IEnumerable<(string Name, OriginJson<JsonElement> Origin)> Facts => FactTexts.Each(Why.Facts)
        .Prepend(("presence", FactTexts.Json(Why.Presence)))
        .Select(fact => (fact.Item1, fact.Item2.Deserialize<OriginJson<JsonElement>>(ApiJson.Options)!));

    /// <summary>Each setting in force, and the level that it comes from.</summary>
    public IEnumerable<(string Name, string Value, string From)> Settings =>
        from setting in SettingsFormModel.Leaves(FactTexts.Json(Client.Settings.Effective), "")
        join origin in SettingsFormModel.Leaves(FactTexts.Json(Client.Settings.From), "") on setting.Name equals origin.Name
        select (setting.Name, setting.Value, origin.Value);
}

/// <summary>What can be done to a client.</summary>
/// <param name="Page">Of the client.</param>
/// <param name="Settings">The form of what is said for it alone.</param>
/// <param name="Note">What is filled in as its note.</param>
/// <param name="Tag">What is filled in as a tag that it is to have.</param>
/// <param name="Tags">Those that it has.</param>
/// <param name="Refused">Why an act was not done; null: nothing was refused.</param>
/// <param name="Act">Which one: the last part of the address of its form.</param>
/// <param name="FormKey">What the forms have to carry.</param>
public sealed record ClientActsModel(
    string Page, SettingsFormModel Settings, string Note, string Tag, IReadOnlyList<string> Tags, ProblemJson? Refused, string Act, string FormKey)
{
    /// <summary>Why one of them was not done; null: it was not refused.</summary>
    public ProblemJson? RefusedOf(string act) => Act == act ? Refused : null;
}
