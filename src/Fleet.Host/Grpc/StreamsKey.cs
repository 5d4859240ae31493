namespace Fleet.Host.Grpc;

/// <summary>Names the actor that opens streams in the registry of actors.</summary>
public sealed class StreamsKey;
