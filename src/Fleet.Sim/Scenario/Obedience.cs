namespace Fleet.Sim.Scenario;

/// <summary>How well clients do what the server wants of them.</summary>
/// <param name="SettingsFail">How many settings a client can never apply.</param>
/// <param name="TaskTime">How long an attempt takes from its beginning.</param>
/// <param name="TaskFail">How many attempts fail.</param>
/// <param name="TaskReject">How many attempts are not even begun.</param>
public sealed record Obedience(Share SettingsFail, Timing TaskTime, Share TaskFail, Share TaskReject)
{
    /// <summary>Whatever is wanted is done at once.</summary>
    public static Obedience Perfect { get; } = new(default, new Timing.AfterDelay(TimeSpan.Zero), default, default);
}
