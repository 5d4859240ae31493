using Fleet.Pages.Answers;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Groups;

/// <summary>Groups, the worst first or by name, and what the fleet says of settings.</summary>
/// <param name="Address">What was asked for.</param>
/// <param name="Worst">The worst first; null: by name.</param>
/// <param name="ByName">By name; null: the worst first.</param>
/// <param name="Settings">The form of the fleet's settings.</param>
public sealed record GroupsModel(PageAddress Address, FleetSummary? Worst, GroupPageJson? ByName, SettingsFormModel Settings);

/// <summary>One group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Group">Its counts; null: no client is in it.</param>
/// <param name="Settings">The form of its settings.</param>
public sealed record GroupModel(string Name, FleetSummary.GroupJson? Group, SettingsFormModel Settings);

/// <summary>The form of what a level says of settings.</summary>
/// <param name="Action">Where it is sent.</param>
/// <param name="Entered">What is filled in, by the name of the field.</param>
/// <param name="Version">Of what the level said when the form was made: a change is made for just that.</param>
/// <param name="Refused">Why it was not taken; null: nothing was refused.</param>
/// <param name="FormKey">What the form has to carry.</param>
/// <param name="Target">What the acts of it are done to, as the audit has it.</param>
public sealed record SettingsFormModel(string Action, Func<string, string> Entered, string Version, ProblemJson? Refused, string FormKey, string Target);
