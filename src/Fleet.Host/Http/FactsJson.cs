using System.Text.Json.Serialization;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>Facts with the values that a change gave them; what it did not change is not there.</summary>
internal sealed record FactsJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ScanMethod? ScanMethod,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PatternJson? Pattern,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RealTimeScan? RealTimeScan,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SmartProtection? SmartProtection,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Roaming,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GroupName? Group)
{
    /// <param name="changed">Which facts.</param>
    /// <param name="after">The client from then on.</param>
    public static FactsJson Of(Fact changed, ClientState after)
    {
        return new FactsJson(
            Has(Fact.ScanMethod) ? after.ScanMethod : null,
            Has(Fact.Pattern) ? PatternJson.Of(after.Pattern) : null,
            Has(Fact.RealTimeScan) ? after.RealTimeScan : null,
            Has(Fact.SmartProtection) ? after.SmartProtection : null,
            Has(Fact.Roaming) ? after.Roaming : null,
            Has(Fact.Group) ? after.Group : null);

        bool Has(Fact fact) => changed.HasFlag(fact);
    }
}

/// <summary>The pattern that a client holds.</summary>
internal sealed record PatternJson(PatternStatus Status, string? Version, DateTimeOffset? ReleasedAt)
{
    public static PatternJson Of(HeldPattern pattern) => new(pattern.Status, pattern.Version, pattern.ReleasedAt);
}
