using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.Protocol.Recording;
using Fleet.Sim.Oracle;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Trials;

/// <summary>Holds what a server tells of its clients' settings against what the operator put, and what the clients did about it.</summary>
internal sealed class SettingsCheck
{
    /// <summary>A server may take so long to see what a client told it.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(3);

    private readonly AnswerFinding _settings = new("clients have the settings that are in force");
    private readonly AnswerFinding _reach = new("settings reach nobody who roams");
    private readonly AnswerFinding _roaming = new("roaming mode is taken of those who may roam, and of nobody else");
    private readonly ITimeline _timeline;
    private readonly SaidSettings _said;
    private readonly Ledger _ledger;
    private readonly IReadOnlySet<int> _certain;
    private readonly Dictionary<int, HashSet<PlainSettings>> _unable = [];

    /// <param name="timeline">What was played.</param>
    /// <param name="said">What was in force when.</param>
    /// <param name="rights">Who might roam.</param>
    /// <param name="ledger">What the clients did.</param>
    /// <param name="certain">The clients whose connection in the end is certain.</param>
    public SettingsCheck(ITimeline timeline, SaidSettings said, RoamingRights rights, Ledger ledger, IReadOnlySet<int> certain)
    {
        (_timeline, _said, _ledger, _certain) = (timeline, said, ledger, certain);
        foreach (var (_, client, _, step) in timeline.Events())
        {
            if (step is Intend { Intent: ClientIntent.CannotApply unable })
                (_unable.TryGetValue(client, out var known) ? known : _unable[client] = []).Add(PlainSettings.Of(unable.Settings));
        }

        foreach (var (_, wrong) in rights.Wrong)
            _roaming.Judge(isSo: false, () => wrong);
        for (var right = rights.Judged - rights.Wrong.Count; right > 0; right--)
            _roaming.Judge(isSo: true, () => "");
        JudgeReach();
    }

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<AnswerFinding> Findings => [_settings, _reach, _roaming];

    /// <summary>Those of the clients that are not as they should be, of what the server shows.</summary>
    public List<int> Differing(OracleFleet fleet, ClientJson?[] shown) =>
        [.. Enumerable.Range(0, shown.Length).Where(client => shown[client] is { } document && Fault(client, fleet.StateOf(client), document.Settings) is not null)];

    /// <summary>Judges all clients by what the server shows in the end.</summary>
    public void Judge(OracleFleet fleet, ClientJson?[] shown)
    {
        for (var client = 0; client < shown.Length; client++)
        {
            if (shown[client] is not { } document || fleet.StateOf(client) is not { Exists: true, HasLeft: false } state)
                continue;
            var fault = Fault(client, state, document.Settings);
            _settings.Judge(fault is null, () => $"{document.ClientId}: {fault}");
        }
    }

    /// <summary>Null: it is as it should be. Whom a change may not have reached may have the old one, and nothing else.</summary>
    private string? Fault(int client, OracleClient state, ClientSettingsJson told)
    {
        var wanted = _said.InTheEnd(_timeline.Clients[client].Id, state.Group);
        if (PlainSettings.Of(told.Effective) is var effective && effective != wanted)
            return $"in force is {effective}, and should be {wanted}";
        if (!_certain.Contains(client))
            return null;
        var isUnable = _unable.TryGetValue(client, out var unable) && unable.Contains(wanted);
        SettingsState[] allowed = state.Connection == Connection.Online
            ? [isUnable ? SettingsState.Failed : SettingsState.Applied]
            : isUnable ? [SettingsState.Failed, SettingsState.Pending]
            : state.Held == wanted ? [SettingsState.Applied, SettingsState.Pending]
            : [SettingsState.Pending];
        if (!allowed.Contains(told.State))
            return $"its settings are {Words.Of(told.State)}, and should be {string.Join(" or ", allowed.Select(one => Words.Of(one)))}; it is {Words.Of(state.Connection)} and holds {state.Held?.ToString() ?? "none"} where {wanted} is in force";
        // They may have been sent by a version whose tags have no mark.
        if (told.State == SettingsState.Applied && !SettingsTag.AreAlike(told.Applied ?? "", told.Wanted))
            return $"its settings are applied, but those of another name: {told.Applied} and not {told.Wanted}";
        if (told.State == SettingsState.Applied && state.Held != wanted)
            return $"its settings are said to be applied, and it holds {state.Held?.ToString() ?? "none"}";
        SettingsWait? waits = told.State != SettingsState.Pending ? null : state.Connection == Connection.Roaming ? SettingsWait.LeavesRoaming : SettingsWait.Reconnect;
        return told.State == SettingsState.Pending && told.WaitsFor != waits ? $"its settings wait for {told.WaitsFor}, and should for {waits}" : null;
    }

    private void JudgeReach()
    {
        for (var client = 0; client < _timeline.Clients.Count; client++)
        {
            foreach (var (at, _, _, deed) in _ledger.Of(client))
            {
                if (deed is not (Deed.SettingsHeld or Deed.SettingsFailed))
                    continue;
                var (id, group) = _timeline.Clients[client];
                var isWrong = _ledger.Roams(client, at, Margin) && _said.Between(id, group, at - Margin, at).All(inForce => !inForce.ReachRoaming);
                _reach.Judge(!isWrong, () => $"{id} was sent settings at {at}, while it roamed without the privilege of scheduled updates");
            }
        }
    }
}
