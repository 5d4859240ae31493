using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Clients;

/// <summary>The clients of the whole fleet, one by one, as a request sees them.</summary>
public interface IClients
{
    /// <summary>How long anybody waits for a client's answer: longer than a commit takes on a busy disk, and within the 5 s of every answer.</summary>
    static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(4.75);

    /// <summary>Hands a command to a client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="command">Is not begun after <paramref name="within"/>.</param>
    /// <param name="within">What is left of <see cref="AnswerWithin"/>.</param>
    /// <param name="cancel">Nobody waits for the answer.</param>
    /// <returns>When all that the answer says is durable.</returns>
    /// <exception cref="TimeoutException">No answer came in time: whether the command was carried out is not known.</exception>
    Task<ClientAnswer> Tell(ClientId client, ClientCommand command, TimeSpan within, CancellationToken cancel);

    /// <summary>A client as it is now.</summary>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    Task<ClientView> Get(ClientId client, CancellationToken cancel);
}
