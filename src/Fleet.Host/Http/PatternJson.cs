using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>The pattern that a client holds.</summary>
internal sealed record PatternJson(PatternStatus Status, string? Version, DateTimeOffset? ReleasedAt)
{
    public static PatternJson Of(HeldPattern pattern) => new(pattern.Status, pattern.Version, pattern.ReleasedAt);
}
