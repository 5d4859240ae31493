using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Queries;

/// <summary>Which facts a row of a client's history made what they are.</summary>
internal static class FactDifference
{
    public static Fact Between(ClientState before, ClientState after) => !after.Exists ? Fact.None :
        Differs(Fact.ScanMethod, before.ScanMethod == after.ScanMethod, before, after)
        | Differs(Fact.Pattern, before.Pattern == after.Pattern, before, after)
        | Differs(Fact.RealTimeScan, before.RealTimeScan == after.RealTimeScan, before, after)
        | Differs(Fact.SmartProtection, before.SmartProtection == after.SmartProtection, before, after)
        | Differs(Fact.Roaming, before.Roaming == after.Roaming, before, after)
        | Differs(Fact.Group, before.Group == after.Group, before, after);

    /// <summary>A fact that is told for the first time changes even if it is what was assumed, and one that is reset to what is assumed too.</summary>
    private static Fact Differs(Fact fact, bool isSame, ClientState before, ClientState after) =>
        isSame && before.Reported.HasFlag(fact) == after.Reported.HasFlag(fact) ? Fact.None : fact;
}
