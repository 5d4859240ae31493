using Fleet.ReadModel.Queries;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>A value and the change that made it so. What was never told has its default, and nothing that made it so.</summary>
/// <param name="Value">The value.</param>
/// <param name="Since">Since when, by the clock of who told it.</param>
/// <param name="Offset">The change's place in the journal.</param>
/// <param name="Cause">Where the change came from.</param>
/// <param name="RecordedAt">When it was written, by the journal's clock.</param>
internal sealed record OriginJson<T>(T Value, DateTimeOffset? Since, long? Offset, ChangeCause? Cause, DateTimeOffset? RecordedAt) where T : notnull;

internal static class OriginJson
{
    public static OriginJson<T> Of<T>(T value, DateTimeOffset? since, Origin? origin) where T : notnull =>
        new(value, since, origin?.Offset, origin?.Cause, origin?.RecordedAt);
}

/// <summary>Every fact of a client with the change that made it what it is.</summary>
internal sealed record OriginsJson(
    OriginJson<ScanMethod> ScanMethod,
    OriginJson<PatternJson> Pattern,
    OriginJson<RealTimeScan> RealTimeScan,
    OriginJson<SmartProtection> SmartProtection,
    OriginJson<bool> Roaming,
    OriginJson<GroupName> Group)
{
    public static OriginsJson Of(ClientState state, IReadOnlyDictionary<Fact, Origin> origins)
    {
        return new OriginsJson(
            Of(Fact.ScanMethod, state.ScanMethod),
            Of(Fact.Pattern, PatternJson.Of(state.Pattern)),
            Of(Fact.RealTimeScan, state.RealTimeScan),
            Of(Fact.SmartProtection, state.SmartProtection),
            Of(Fact.Roaming, state.Roaming),
            Of(Fact.Group, state.Group));

        OriginJson<T> Of<T>(Fact fact, T value) where T : notnull =>
            OriginJson.Of(value, state.SinceOf(fact), origins.GetValueOrDefault(fact));
    }
}
