using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Fleet.Core.Vocabulary;

/// <summary>Clients that something is to be done to; the family is closed. Who they are is found out once, at that moment.</summary>
public abstract record Selection
{
    /// <summary>So many may be changed at a time.</summary>
    public const int MaxClients = 100_000;

    /// <summary>Of more clients that are named only so many stay named: <see cref="Kept"/>.</summary>
    public const int MaxKept = 100;

    private Selection()
    {
    }

    /// <summary>What is kept of it once its clients are found out, which has a bounded size.</summary>
    public virtual Selection Kept() => this;

    /// <summary>Clients that are named.</summary>
    /// <param name="Clients">One or more, each once.</param>
    public sealed record Named(ImmutableArray<ClientId> Clients) : Selection
    {
        /// <inheritdoc/>
        public override Selection Kept() => Clients.Length <= MaxKept ? this
            : new ManyNamed(Clients[..MaxKept], Clients.Length, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Clients)))));

        /// <inheritdoc/>
        public bool Equals(Named? other) => other is not null && Clients.SequenceEqual(other.Clients);

        /// <inheritdoc/>
        public override int GetHashCode() => Clients.Length;
    }

    /// <summary>Clients that were named: what is kept of many.</summary>
    /// <param name="First">The first <see cref="MaxKept"/>.</param>
    /// <param name="Count">How many were named.</param>
    /// <param name="Digest">Of all names, in their order: others have another one.</param>
    public sealed record ManyNamed(ImmutableArray<ClientId> First, int Count, string Digest) : Selection
    {
        /// <inheritdoc/>
        public bool Equals(ManyNamed? other) => other is not null && (Count, Digest) == (other.Count, other.Digest);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Count, Digest);
    }

    /// <summary>The clients of a group.</summary>
    /// <param name="Group">The group.</param>
    public sealed record OfGroup(GroupName Group) : Selection;

    /// <summary>The clients that a list finds.</summary>
    /// <param name="Query">As in the address of the list, without its question mark; empty: everybody.</param>
    public sealed record Filtered(string Query) : Selection;
}
