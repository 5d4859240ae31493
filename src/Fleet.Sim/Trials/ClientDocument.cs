using Fleet.Sim.Oracle;

namespace Fleet.Sim.Trials;

/// <summary>What the HTTP API tells of a client, as far as a comparison needs it.</summary>
internal sealed record ClientDocument(
    string ClientId,
    string Group,
    string Connection,
    string ScanMethod,
    ClientDocument.PatternDocument Pattern,
    string RealTimeScan,
    string SmartProtection,
    string Icon,
    ClientDocument.ReportDocument? LastReport = null)
{
    public ClientFacets Facets => new(ClientId, Group, Connection, ScanMethod, Pattern.Status, RealTimeScan, SmartProtection, Icon);

    internal sealed record PatternDocument(string Status);

    internal sealed record ReportDocument(long Seq);
}
