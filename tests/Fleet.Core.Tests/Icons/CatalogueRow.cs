using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Tests.Icons;

/// <summary>A row of the catalogue. <c>any</c> fits every value.</summary>
public sealed record CatalogueRow(
    int Number, string Icon, string Connection, string ScanMethod, string Pattern, string RealTimeScan, string SmartProtection, int SeedRow)
{
    public bool Fits(ClientStatus status) =>
        Connection == Words.Of(status.Connection)
        && ScanMethod == Words.Of(status.ScanMethod)
        && (Pattern == "any" || Pattern == Words.Of(status.Pattern))
        && RealTimeScan == Words.Of(status.RealTimeScan)
        && (SmartProtection == "any" || SmartProtection == Words.Of(status.SmartProtection));
}
