using System.Collections.Immutable;

namespace Fleet.Core.Clients;

/// <summary>
/// The epochs of a client. An epoch is the client's memory of its numbers; with another one than the last it says that it lost that
/// memory (its machine was re-imaged, say), and counts from 1 again.
/// </summary>
/// <param name="Current">The one that it counts in; empty: it told none.</param>
/// <param name="Left">Those that it left, the last one first: no more than <see cref="MaxLeft"/>.</param>
public sealed record Epochs(string Current, ImmutableArray<string> Left)
{
    /// <summary>How many of those that a client left are known.</summary>
    public const int MaxLeft = 8;

    /// <summary>Characters that an epoch may have.</summary>
    public const int MaxLength = 64;

    /// <summary>Of a client that never told one.</summary>
    public static Epochs None { get; } = new("", []);

    /// <summary>The client left it.</summary>
    public bool WasLeft(string epoch) => epoch != Current && Left.Contains(epoch);

    /// <summary>The client goes on in another one; in the same one nothing changes.</summary>
    public Epochs Begin(string epoch) =>
        epoch == Current ? this : new Epochs(epoch, [.. Left.Where(left => left != epoch).Prepend(Current).Take(MaxLeft)]);

    /// <inheritdoc/>
    public bool Equals(Epochs? other) => other is not null && Current == other.Current && Left.SequenceEqual(other.Left);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Current, Left.Length);
}
