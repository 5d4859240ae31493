using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Clients;

/// <summary>The clients of the whole fleet, one by one, as a request sees them.</summary>
public interface IClients
{
    /// <summary>Hands a command to a client.</summary>
    /// <returns>When all that the answer says is durable.</returns>
    /// <exception cref="TimeoutException">No answer came in time: whether the command was carried out is not known.</exception>
    Task<ClientAnswer> Tell(ClientId client, ClientCommand command, CancellationToken cancel);

    /// <summary>A client as it is now.</summary>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    Task<ClientView> Get(ClientId client, CancellationToken cancel);
}
