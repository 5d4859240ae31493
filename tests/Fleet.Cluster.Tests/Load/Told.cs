using Fleet.V1;

namespace Fleet.Cluster.Tests.Load;

/// <summary>What the clients report: each report changes something, so each has a row of its own in the journal.</summary>
internal static class Told
{
    private static readonly RealTimeScan[] Cycle = [RealTimeScan.Enabled, RealTimeScan.Disabled, RealTimeScan.Stopped];

    public static Facts By(long seq) => new() { RealTimeScan = Cycle[seq % Cycle.Length] };

    /// <summary>The word for it in the HTTP API.</summary>
    public static string WordBy(long seq) => By(seq).RealTimeScan.ToString().ToLowerInvariant();
}
