using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Protocol.Watch;

/// <summary>Writes what <c>fleet.v1.FleetWatch</c> tells.</summary>
public static class WatchMessages
{
    /// <summary>What had happened before the call is told, up to an offset.</summary>
    public static V1.WatchMessage CaughtUp(long offset) => new() { CaughtUp = new V1.CaughtUp { Offset = offset } };

    /// <summary>Nothing more that the filter lets through, up to an offset.</summary>
    public static V1.WatchMessage Checkpoint(long offset) => new() { Checkpoint = new V1.Checkpoint { Offset = offset } };

    internal static V1.WatchMessage Of(WatchedChange watched) => new()
    {
        IconChanged = new V1.ClientIconChanged
        {
            ClientId = watched.Client.Value,
            Group = watched.Group.Value,
            Change = ServerMessages.IconChanged(watched.Change, watched.ObservedAt, watched.RecordedAt, watched.Offset).IconChanged,
            Cause = Words.Of(watched.Cause),
        },
    };
}
