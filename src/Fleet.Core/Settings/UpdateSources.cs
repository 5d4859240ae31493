using System.Collections.Immutable;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Settings;

/// <summary>Where a client fetches components from, the first choice first.</summary>
/// <param name="Order">One or more, each once.</param>
public sealed record UpdateSources(ImmutableArray<UpdateSource> Order)
{
    /// <summary>What a list of sources takes, for error messages.</summary>
    public static string Rule { get; } = $"one or more of {string.Join(", ", Words.All<UpdateSource>())}, each once, the first choice first";

    /// <summary>What counts where nobody says: the server alone.</summary>
    public static UpdateSources Default { get; } = new([UpdateSource.Server]);

    /// <summary>Whether a client can go by it.</summary>
    public bool IsValid => !Order.IsDefaultOrEmpty && Order.Distinct().Count() == Order.Length;

    /// <inheritdoc/>
    public bool Equals(UpdateSources? other) => other is not null && Order.SequenceEqual(other.Order);

    /// <inheritdoc/>
    public override int GetHashCode() => Order.Aggregate(0, HashCode.Combine);
}
