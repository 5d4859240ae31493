using Fleet.Testing;
using Fleet.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Fleet.Cluster.Tests.Presence;

/// <summary>A client that does what its welcome asks for: it beats, whatever happens to the server, and comes back from nothing.</summary>
internal sealed class Beater : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly AsyncDuplexStreamingCall<ClientMessage, ServerMessage> _call;
    private readonly SemaphoreSlim _writes = new(1);
    private readonly CancellationTokenSource _stop = new();
    private Task _beating = Task.CompletedTask;
    private long _seq;

    private Beater(string id, FleetClients.FleetClientsClient server) => (Id, _call) = (id, server.Connect());

    public string Id { get; }

    /// <summary>Says hello and begins to beat.</summary>
    public static async Task<Beater> Start(string id, FleetClients.FleetClientsClient server)
    {
        var client = new Beater(id, server);
        await client.Say(new ClientMessage { Hello = new Hello { ClientId = id } }, ServerMessage.MessageOneofCase.Welcome);
        client._beating = client.Beat();
        return client;
    }

    /// <summary>Beats no more; the stream stays.</summary>
    public async Task FallSilent()
    {
        await _stop.CancelAsync();
        await _beating;
    }

    /// <summary>Sends a report, and reads to its ack; fails at a closing.</summary>
    public Task Report()
    {
        var seq = ++_seq;
        return Say(
            new ClientMessage
            {
                Report = new Report { Seq = seq, Acked = seq - 1, ObservedAt = DateTimeOffset.UnixEpoch.ToTimestamp(), Facts = new Facts { RealTimeScan = seq % 2 == 0 ? RealTimeScan.Enabled : RealTimeScan.Disabled } },
            },
            ServerMessage.MessageOneofCase.Ack);
    }

    /// <summary>The next message of one of the kinds; a closing or a refusal that is not asked for, and the end of the stream fail.</summary>
    public async Task<ServerMessage> Next(params ServerMessage.MessageOneofCase[] kinds)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (await _call.ResponseStream.MoveNext(patience.Token))
        {
            var message = _call.ResponseStream.Current;
            if (kinds.Contains(message.MessageCase))
                return message;
            if (message.MessageCase is ServerMessage.MessageOneofCase.Closing or ServerMessage.MessageOneofCase.Refusal)
                throw new InvalidOperationException($"{Id} is told {message}");
        }

        throw new InvalidOperationException($"The stream of {Id} ended without {string.Join(" or ", kinds)}.");
    }

    /// <summary>Has a report under way, and returns when the stream is over, however it comes to its end.</summary>
    public async Task IsCut()
    {
        try
        {
            while (true)
                await Report();
        }
        catch (Exception over) when (over is RpcException or InvalidOperationException or IOException)
        {
            // What was waited for.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await FallSilent();
        _call.Dispose();
        _stop.Dispose();
        _writes.Dispose();
    }

    private async Task Beat()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                await Write(new ClientMessage { Heartbeat = new Heartbeat() });
                await Task.Delay(Every, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception over) when (over is RpcException or InvalidOperationException or IOException)
        {
            // The stream is over; whoever reads it hears why.
        }
    }

    /// <summary>Says something until it is taken: a server that is busy has it said again.</summary>
    private async Task Say(ClientMessage message, ServerMessage.MessageOneofCase taken)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (true)
        {
            await Write(message);
            var answer = await Next(taken, ServerMessage.MessageOneofCase.Refusal);
            if (answer.MessageCase == taken)
                return;
            var later = answer.Refusal.RetryAfter ?? throw new InvalidOperationException($"{Id} is told {answer}");
            await Task.Delay(later.ToTimeSpan(), patience.Token);
        }
    }

    private async Task Write(ClientMessage message)
    {
        await _writes.WaitAsync();
        try
        {
            await _call.RequestStream.WriteAsync(message);
        }
        finally
        {
            _writes.Release();
        }
    }
}
