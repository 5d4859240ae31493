using Akka.Actor;
using Akka.Hosting;
using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Clients;

/// <summary>Asks the shard region. Fit for requests, which have no actor of their own; sessions do without an ask for each report.</summary>
internal sealed class RegionClients(IRequiredActor<ClientRegionKey> region, TimeProvider time) : IClients
{
    /// <summary>Longer than a commit takes on a busy disk, shorter than the usual timeout of an HTTP client.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    public Task<ClientAnswer> Tell(ClientId client, ClientCommand command, CancellationToken cancel) => Ask<ClientAnswer>(client, command, cancel);

    public Task<ClientView> Get(ClientId client, CancellationToken cancel) => Ask<ClientView>(client, new GetClient(), cancel);

    private async Task<T> Ask<T>(ClientId client, object body, CancellationToken cancel)
    {
        try
        {
            return await region.ActorRef.Ask<T>(new ToClient(client, body, Deadline.In(AnswerWithin, time)), AnswerWithin, cancel);
        }
        catch (AskTimeoutException late)
        {
            throw new TimeoutException($"Client {client} did not answer within {AnswerWithin.TotalSeconds} s.", late);
        }
    }
}
