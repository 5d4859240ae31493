using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.Actors.Node;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Clients;

/// <summary>Asks the shard region. Fit for requests, which have no actor of their own; sessions do without an ask for each report.</summary>
internal sealed class RegionClients(FleetNode node, TimeProvider time) : IClients
{
    public Task<ClientAnswer> Tell(ClientId client, ClientCommand command, TimeSpan within, CancellationToken cancel) => Ask<ClientAnswer>(client, command, within, cancel);

    public Task<ClientView> Get(ClientId client, CancellationToken cancel) => Ask<ClientView>(client, new GetClient(), IClients.AnswerWithin, cancel);

    private async Task<T> Ask<T>(ClientId client, object body, TimeSpan within, CancellationToken cancel)
    {
        try
        {
            return await node.Clients.Ask<T>(new ToClient(client, body, Deadline.In(within, time)), within, cancel);
        }
        catch (AskTimeoutException late)
        {
            throw new TimeoutException($"Client {client} did not answer within {within.TotalSeconds} s.", late);
        }
    }
}
