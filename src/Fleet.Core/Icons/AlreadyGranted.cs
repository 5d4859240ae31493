namespace Fleet.Core.Icons;

/// <summary>What operators have granted a client, or set for it, as far as actions ask for it: what is so already is not asked for.</summary>
/// <param name="Roaming">Its user may turn roaming mode on.</param>
/// <param name="UpdatesWhileRoaming">Updates reach it while it roams.</param>
/// <param name="RealTimeScan">Real-time Scan is managed on.</param>
public readonly record struct AlreadyGranted(bool Roaming, bool UpdatesWhileRoaming, bool RealTimeScan)
{
    /// <summary>As long as nobody says anything.</summary>
    public static AlreadyGranted BuiltIn { get; } = new(Roaming: true, UpdatesWhileRoaming: false, RealTimeScan: false);
}
