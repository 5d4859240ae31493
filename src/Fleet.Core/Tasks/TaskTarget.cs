using System.Collections.Immutable;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Tasks;

/// <summary>Whom a task is for; the family is closed. Who that is, is found out once, when the task is made.</summary>
public abstract record TaskTarget
{
    private TaskTarget()
    {
    }

    /// <summary>Clients that are named.</summary>
    /// <param name="Clients">Each once.</param>
    public sealed record Listed(ImmutableArray<ClientId> Clients) : TaskTarget
    {
        /// <inheritdoc/>
        public bool Equals(Listed? other) => other is not null && Clients.SequenceEqual(other.Clients);

        /// <inheritdoc/>
        public override int GetHashCode() => Clients.Length;
    }

    /// <summary>The clients of a group.</summary>
    /// <param name="Group">The group.</param>
    public sealed record OfGroup(GroupName Group) : TaskTarget;

    /// <summary>The clients that a question for a list of clients finds.</summary>
    /// <param name="Query">As in the address of the list, without its question mark.</param>
    public sealed record Filtered(string Query) : TaskTarget;
}
