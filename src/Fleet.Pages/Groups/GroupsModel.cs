using Fleet.Pages.Answers;
using Fleet.Pages.Settings;
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
