namespace Fleet.Host.Listening;

/// <summary>The two addresses that the host listens at, each for what belongs there.</summary>
internal enum Listener
{
    /// <summary>The HTTP API, health, metrics and pages: <c>Fleet:Http</c>.</summary>
    Http,

    /// <summary>The gRPC services: <c>Fleet:Grpc</c>.</summary>
    Grpc,
}

/// <summary>Tells of a connection, and of every request on it, at which listener it came in.</summary>
internal sealed record CameInAt(Listener Listener);
