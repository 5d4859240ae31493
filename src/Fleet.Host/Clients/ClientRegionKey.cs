namespace Fleet.Host.Clients;

/// <summary>Names the shard region of the clients in the registry of actors.</summary>
public sealed class ClientRegionKey;
