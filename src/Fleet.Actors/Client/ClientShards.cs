using Akka.Cluster.Sharding;
using Akka.Util;

namespace Fleet.Actors.Client;

/// <summary>Which shard a client belongs to. Changing it needs a restart of the whole cluster.</summary>
internal sealed class ClientShards : IMessageExtractor
{
    /// <summary>About ten a node on the largest cluster foreseen.</summary>
    private const int Count = 128;

    private static readonly string[] Names = [.. Enumerable.Range(0, Count).Select(n => n.ToString())];

    public string? EntityId(object message) => (message as ToClient)?.Client.Value;

    public object? EntityMessage(object message) => message;

    public string? ShardId(object message) => EntityId(message) is { } id ? ShardId(id) : null;

    public string ShardId(string entityId, object? messageHint = null) => ShardId(entityId);

    private static string ShardId(string entityId) => Names[(uint)MurmurHash.StringHash(entityId) % Count];
}
