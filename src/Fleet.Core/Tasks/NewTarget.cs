using System.Collections.Immutable;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Tasks;

/// <summary>A target as it stands when its task is made.</summary>
/// <param name="Id">The client.</param>
/// <param name="State">Queued; or refused or waiting, where it cannot be reached.</param>
/// <param name="Reason">Why it cannot be reached; null: it can.</param>
public sealed record NewTarget(ClientId Id, TargetState State, TargetReason? Reason)
{
    /// <summary>Judges a client by its connection; whether it knows tasks is found out when its turn comes.</summary>
    public static NewTarget Of(ClientId client, Connection connection, WhenUnreachable whenUnreachable)
    {
        TargetReason? reason = connection switch
        {
            Connection.Offline => TargetReason.Offline,
            Connection.Roaming => TargetReason.Roaming,
            _ => null,
        };
        return new NewTarget(client, reason is null ? TargetState.Queued : whenUnreachable == WhenUnreachable.Keep ? TargetState.Waiting : TargetState.Refused, reason);
    }
}

/// <summary>Some of the targets of a task.</summary>
/// <param name="First">The place of the first one among all, from 0.</param>
/// <param name="Targets">At most <see cref="MaxTargets"/>, in the order of their places.</param>
public sealed record TargetPart(long First, ImmutableArray<NewTarget> Targets)
{
    /// <summary>How many targets a part has.</summary>
    public const int MaxTargets = 1_000;

    /// <summary>How many targets a task may have.</summary>
    public const int MaxOfTask = 1_000_000;

    /// <inheritdoc/>
    public bool Equals(TargetPart? other) => other is not null && First == other.First && Targets.SequenceEqual(other.Targets);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(First, Targets.Length);
}
