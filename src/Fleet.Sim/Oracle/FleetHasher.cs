using Fleet.Protocol.Recording;

namespace Fleet.Sim.Oracle;

/// <summary>The fingerprint of a fleet as it is shown over HTTP, or as it should be.</summary>
public static class FleetHasher
{
    /// <summary>The fingerprint of these clients, in whatever order they come.</summary>
    public static string Of(IEnumerable<ClientFacets> clients)
    {
        using var hash = new FleetFingerprint();
        foreach (var c in clients.OrderBy(c => c.ClientId, StringComparer.Ordinal))
            hash.Add(c.ClientId, c.Group, c.Connection, c.ScanMethod, c.PatternStatus, c.RealTimeScan, c.SmartProtection, c.Icon);
        return hash.Finish();
    }
}
