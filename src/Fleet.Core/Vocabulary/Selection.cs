using System.Collections.Immutable;

namespace Fleet.Core.Vocabulary;

/// <summary>Clients that something is to be done to; the family is closed. Who they are is found out once, at that moment.</summary>
public abstract record Selection
{
    /// <summary>So many may be changed at a time.</summary>
    public const int MaxClients = 100_000;

    private Selection()
    {
    }

    /// <summary>Clients that are named.</summary>
    /// <param name="Clients">One or more, each once.</param>
    public sealed record Named(ImmutableArray<ClientId> Clients) : Selection
    {
        /// <inheritdoc/>
        public bool Equals(Named? other) => other is not null && Clients.SequenceEqual(other.Clients);

        /// <inheritdoc/>
        public override int GetHashCode() => Clients.Length;
    }

    /// <summary>The clients of a group.</summary>
    /// <param name="Group">The group.</param>
    public sealed record OfGroup(GroupName Group) : Selection;

    /// <summary>The clients that a list finds.</summary>
    /// <param name="Query">As in the address of the list, without its question mark; empty: everybody.</param>
    public sealed record Filtered(string Query) : Selection;
}
