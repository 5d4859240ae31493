using Fleet.Core.Settings;
using Fleet.Pages.Answers;
using Fleet.Pages.Targets;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Settings;

/// <summary>The form that changes the settings of many clients.</summary>
/// <param name="Target">Whose.</param>
/// <param name="Entered">What is filled in, by the path of the setting.</param>
/// <param name="Refused">Why it was not taken; null: nothing was refused.</param>
/// <param name="Filled">All fields of the form, to be sent once more when what will be done was looked at; empty: it was not filled in, or something is wrong.</param>
/// <param name="Changed">How many clients were changed just now; null: none.</param>
/// <param name="Standing">How clients stand to their settings once they were changed.</param>
/// <param name="FormKey">What the forms have to carry.</param>
public sealed record ChangeModel(
    TargetModel Target,
    Func<string, string> Entered,
    ProblemJson? Refused,
    IReadOnlyList<(string Name, string Value)> Filled,
    long? Changed,
    Standing Standing,
    string FormKey)
{
    /// <summary>What will be said, in words.</summary>
    public IEnumerable<(string Name, string Value)> Changes =>
        SettingsLeaf.All.Select(leaf => (leaf, value: Entered(leaf.Path))).Where(one => one.value.Length > 0).Select(one => (one.leaf.Name, one.leaf.TextOf(one.value)));
}

/// <summary>How the clients of a list stand to the settings in force for them.</summary>
/// <param name="List">The list, without filters that a change of settings changes.</param>
/// <param name="Clients">How many stand so; null: it would take too long to find out.</param>
public sealed record Standing(PageAddress List, IReadOnlyList<(SettingsState State, long? Clients)> Clients);
