using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>
/// Who may turn roaming mode on: a client to which the settings in force grant it, or those that it applied last, as it can know of no others. Who
/// loses the privilege while it roams stays so until it leaves.
/// </summary>
internal static class RoamingPrivilege
{
    private static readonly Notice Missing = new(NoticeCode.PrivilegeMissing, "The client has no privilege to roam: roaming mode is not taken.", "facts.roaming");

    /// <summary>Without roaming mode, if the client may not turn it on.</summary>
    /// <param name="state">The client.</param>
    /// <param name="hello">The hello whose backlog this is of; null: of none. It says what the client has applied.</param>
    /// <param name="told">What its report tells.</param>
    /// <param name="rules">The settings in force are among them.</param>
    /// <returns>What is taken, and what the client is told if that is not all.</returns>
    public static (ReportedFacts Taken, Notice? Notice) Judge(ClientState state, OpenSession? hello, ReportedFacts told, ClientRules rules) =>
        told.Roaming != true || state.Roaming || IsGranted(Sessions.SettingsOf(state, hello), told.Group ?? state.Group, rules) ? (told, null) : (told with { Roaming = null }, Missing);

    private static bool IsGranted(ClientSettings settings, GroupName group, ClientRules rules) =>
        rules.Settings.InForce(group, settings.Own).GrantsRoaming || settings.Applied?.Grants == true;
}
