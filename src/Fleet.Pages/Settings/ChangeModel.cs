using Fleet.Pages.Targets;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Settings;

/// <summary>The form that changes the settings of many clients.</summary>
/// <param name="Target">Whose.</param>
/// <param name="Entered">What is filled in, by the path of the setting.</param>
/// <param name="Refused">Why it was not taken; null: nothing was refused.</param>
/// <param name="Filled">All fields of the form, to be sent once more when what will be done was looked at; empty: it was not filled in, or something is wrong.</param>
/// <param name="Changed">What came of it; null: nothing was changed.</param>
/// <param name="FormKey">What the forms have to carry.</param>
public sealed record ChangeModel(
    TargetModel Target,
    Func<string, string> Entered,
    ProblemJson? Refused,
    IReadOnlyList<(string Name, string Value)> Filled,
    ChangedModel? Changed,
    string FormKey)
{
    /// <summary>What will be said, in words.</summary>
    public IEnumerable<(string Name, string Value)> Changes =>
        SettingsLeaf.All.Select(leaf => (leaf, value: Entered(leaf.Path))).Where(one => one.value.Length > 0).Select(one => (one.leaf.Name, one.leaf.TextOf(one.value)));
}
