using Fleet.Core.Settings;

namespace Fleet.Core.Clients;

/// <summary>The settings that decisions depend on.</summary>
/// <param name="PatternMaxAge">A pattern released this long ago is outdated.</param>
/// <param name="DuplicateWindow">
/// More than <see cref="MaxSupersessions"/> sessions that take each other's place within this time are two machines with
/// one identity.
/// </param>
public sealed record ClientRules(TimeSpan PatternMaxAge, TimeSpan DuplicateWindow)
{
    /// <summary>What a machine that changes networks in a hurry may do within the window.</summary>
    public const int MaxSupersessions = 4;

    /// <summary>
    /// What the server keeps of a client beside what that tells may be written, as every member of the cluster reads it. Where it is false,
    /// nothing of that kind is written.
    /// </summary>
    public bool KeepsMarks { get; init; } = true;

    /// <summary>The same of what clients are managed by: settings, tasks, and the acts of operators.</summary>
    public bool Manages { get; init; } = true;

    /// <summary>What the fleet and its groups say.</summary>
    public SettingsBook Settings { get; init; } = SettingsBook.Empty;

    /// <summary>How far a client's clock may be ahead of the server's.</summary>
    public static readonly TimeSpan MaxClockLead = TimeSpan.FromMinutes(5);

    /// <summary>How far a pattern's release may be ahead of the server's clock (its maker may live in another time zone).</summary>
    public static readonly TimeSpan MaxReleaseLead = TimeSpan.FromDays(1);

    /// <summary>
    /// Where silence is borne for days, a session that its client has left unnoticed stays open as long; somebody who changes networks five times
    /// in that time is no second machine.
    /// </summary>
    private static readonly TimeSpan LongestDuplicateWindow = TimeSpan.FromMinutes(5);

    /// <summary>The rules of a server.</summary>
    /// <param name="patternMaxAge">See the type.</param>
    /// <param name="timeout">How long silence is borne: two machines are found within that time, and within 5 minutes at the most.</param>
    public static ClientRules Of(TimeSpan patternMaxAge, TimeSpan timeout) => new(patternMaxAge, timeout < LongestDuplicateWindow ? timeout : LongestDuplicateWindow);

    /// <summary>With the defaults of the settings.</summary>
    public static ClientRules Default { get; } = new(TimeSpan.FromDays(7), TimeSpan.FromSeconds(90));
}
