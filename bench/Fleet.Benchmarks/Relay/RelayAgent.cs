using System.Threading.Channels;
using Fleet.V1;
using Grpc.Core;

namespace Fleet.Benchmarks.Relay;

/// <summary>An update agent: serves clients as a host does, and is a relay of them to a host.</summary>
internal sealed class RelayAgent(IReadOnlyList<RelayLine> lines) : FleetClients.FleetClientsBase
{
    public override async Task Connect(IAsyncStreamReader<ClientMessage> requestStream, IServerStreamWriter<ServerMessage> responseStream, ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken) || requestStream.Current.Hello is not { ClientId: var client })
            return;
        var line = lines[(int)((uint)StringComparer.Ordinal.GetHashCode(client) % lines.Count)];
        var replies = Channel.CreateUnbounded<ServerMessage>(new UnboundedChannelOptions { SingleReader = true });
        line.Attach(client, replies.Writer);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var saying = Say(line, client, requestStream, over.Token);
        try
        {
            await foreach (var message in replies.Reader.ReadAllAsync(over.Token))
            {
                await responseStream.WriteAsync(message, over.Token);
                if (message.Closing is not null)
                    return;
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The client has cut its stream.
        }
        finally
        {
            line.Detach(client, replies.Writer);
            await over.CancelAsync();
            await saying;
        }
    }

    private static async Task Say(RelayLine line, string client, IAsyncStreamReader<ClientMessage> requests, CancellationToken over)
    {
        try
        {
            do
                await line.Take(client, requests.Current, over);
            while (await requests.MoveNext(over));
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The client has cut its stream, or heard the last word.
        }
    }
}
