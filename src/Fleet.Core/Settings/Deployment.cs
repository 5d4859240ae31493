using Fleet.Core.Vocabulary;

namespace Fleet.Core.Settings;

/// <summary>
/// When settings are sent to a client: online ones get them now, offline ones at their next hello, roaming ones when they leave roaming or, with the
/// privilege, at a scheduled update. Never otherwise, whatever stream there is.
/// </summary>
public static class Deployment
{
    /// <summary>A client that goes its own way is told again no sooner.</summary>
    public static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>Whether the settings in force are to be sent by a session that the client has.</summary>
    /// <param name="client">The client.</param>
    /// <param name="inForce">What is in force for it.</param>
    /// <param name="last">What this session was sent last; null: nothing yet.</param>
    /// <param name="judged">When this was asked before; at first, when the session was opened. A scheduled update since then has come.</param>
    /// <param name="now">The server's clock.</param>
    /// <param name="before">What was in force then; null: not known. Of another schedule no update has come.</param>
    public static DeploymentStep Next(ManagedClient client, EffectiveSettings inForce, SentSettings? last, DateTimeOffset judged, DateTimeOffset now, EffectiveSettings? before = null) => client.Connection switch
    {
        Connection.Offline => DeploymentStep.Nothing,
        Connection.Online => WhileReachable(client, inForce, last, now),
        _ => inForce.ScheduledUpdateAfter(before is null || before.HasScheduleOf(inForce) ? judged : now) is not { } update ? DeploymentStep.Nothing
            : update <= now ? WhileReachable(client, inForce, last, now)
            : new DeploymentStep(IsDue: false, LookAgainAt: update),
    };

    /// <summary>How the client stands to the settings in force.</summary>
    /// <param name="client">The client.</param>
    /// <param name="inForce">What is in force for it.</param>
    /// <param name="understands">It understands settings.</param>
    /// <param name="awaited">What it was sent and has not answered; null: nothing, as far as is known.</param>
    public static SettingsStanding StandingOf(ManagedClient client, EffectiveSettings inForce, bool understands, string? awaited = null)
    {
        var drift = client.DriftFrom(inForce);
        var state = !understands ? SettingsState.Unsupported
            : awaited is not null ? SettingsState.Pending
            : inForce.IsNamed(client.Settings.Failed?.Tag) ? SettingsState.Failed
            : drift == Fact.None && inForce.IsNamed(client.Settings.Applied?.Tag) ? SettingsState.Applied
            : SettingsState.Pending;
        return new SettingsStanding(state, drift, WaitOf(client.Connection, state));
    }

    private static SettingsWait? WaitOf(Connection connection, SettingsState state) => (state, connection) switch
    {
        (SettingsState.Applied or SettingsState.Unsupported, _) => null,
        (_, Connection.Roaming) => SettingsWait.LeavesRoaming,
        // What failed is sent again at the next hello.
        (SettingsState.Pending, Connection.Online) => SettingsWait.Answer,
        _ => SettingsWait.Reconnect,
    };

    private static DeploymentStep WhileReachable(ManagedClient client, EffectiveSettings inForce, SentSettings? last, DateTimeOffset now)
    {
        // What failed in an earlier session is tried again.
        var sent = last?.Tag ?? (inForce.IsNamed(client.Settings.Failed?.Tag) ? null : client.Settings.Applied?.Tag);
        if (!inForce.IsNamed(sent))
            return DeploymentStep.Due;
        // It has not answered, or could not apply them: it is asked again at its next hello.
        if (last is { IsApplied: not true })
            return DeploymentStep.Nothing;
        var drift = client.DriftFrom(inForce);
        if (drift == Fact.None)
            return DeploymentStep.Nothing;
        var isNew = last is null || (!last.IsAgain && (drift & ~last.DriftThen) != Fact.None);
        return isNew || last!.At + AgainAfter <= now ? DeploymentStep.Again : new DeploymentStep(IsDue: false, LookAgainAt: last.At + AgainAfter);
    }
}

/// <summary>Whether something is to be sent.</summary>
/// <param name="IsDue">Now.</param>
/// <param name="LookAgainAt">Not now, but perhaps then, though nothing else happens; null: not before something happens.</param>
/// <param name="IsAgain">The client has it and goes its own way.</param>
public readonly record struct DeploymentStep(bool IsDue, DateTimeOffset? LookAgainAt = null, bool IsAgain = false)
{
    internal static DeploymentStep Nothing { get; } = new(IsDue: false);

    internal static DeploymentStep Due { get; } = new(IsDue: true);

    internal static DeploymentStep Again { get; } = new(IsDue: true, IsAgain: true);
}

/// <summary>How a client stands to the settings in force.</summary>
/// <param name="State">In a word.</param>
/// <param name="Drift">What it reported and is managed to be otherwise.</param>
/// <param name="WaitsFor">What the settings wait for; null: nothing.</param>
public readonly record struct SettingsStanding(SettingsState State, Fact Drift, SettingsWait? WaitsFor);

/// <summary>How a client stands to the settings in force, in a word.</summary>
public enum SettingsState
{
    /// <summary>It has applied them.</summary>
    Applied = 1,

    /// <summary>It has not applied them, or goes its own way.</summary>
    Pending = 2,

    /// <summary>It could not apply them.</summary>
    Failed = 3,

    /// <summary>It understands no settings.</summary>
    Unsupported = 4,
}

/// <summary>What settings wait for that a client has not applied.</summary>
public enum SettingsWait
{
    /// <summary>They are sent: the client's answer.</summary>
    Answer = 1,

    /// <summary>The client's next session.</summary>
    Reconnect = 2,

    /// <summary>That the client leaves roaming, or, with the privilege, its next scheduled update.</summary>
    LeavesRoaming = 3,
}
