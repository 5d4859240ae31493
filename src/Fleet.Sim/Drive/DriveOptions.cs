using Fleet.Protocol.Tls;

namespace Fleet.Sim.Drive;

/// <summary>How a timeline is driven.</summary>
/// <param name="Servers">gRPC addresses, at least one.</param>
/// <param name="Connections">How many connections carry the clients' calls.</param>
/// <param name="Speed">How fast.</param>
/// <param name="Logins">When hellos are said.</param>
public sealed record DriveOptions(IReadOnlyList<Uri> Servers, int Connections, Speed Speed, LoginPace Logins = LoginPace.Paced)
{
    /// <summary>Whose certificates are taken.</summary>
    public ServerTrust Trust { get; init; } = ServerTrust.OfMachine;
}

/// <summary>When hellos are said that are due.</summary>
public enum LoginPace
{
    /// <summary>When there is room among those that have no answer yet.</summary>
    Paced = 1,

    /// <summary>At once, however many have none.</summary>
    Open,
}
