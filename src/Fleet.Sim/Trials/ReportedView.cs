using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Trials;

/// <summary>The facts of a client without its connection, which a server may have seen otherwise on the way.</summary>
internal sealed record ReportedView(string Group, bool Roaming, string ScanMethod, string PatternStatus, string RealTimeScan, string SmartProtection)
{
    public static ReportedView Of(ClientState state) => new(
        state.Group.Value, state.Roaming, Words.Of(state.ScanMethod), Words.Of(state.Pattern.Status), Words.Of(state.RealTimeScan), Words.Of(state.SmartProtection));

    /// <summary>For a person.</summary>
    public override string ToString() =>
        $"group {Group}, {(Roaming ? "roaming" : "not roaming")}, {ScanMethod} scan, pattern {PatternStatus}, Real-time Scan {RealTimeScan}, Smart Protection {SmartProtection}";

    /// <summary>Before anything is told.</summary>
    public static ReportedView None { get; } = Of(ClientState.None);
}
