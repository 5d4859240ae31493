using Fleet.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

/// <summary>One session of a <see cref="FakeServer"/>, from the server's side.</summary>
internal sealed class FakeSession(
    int number, FakeServer server, IAsyncStreamReader<ClientMessage> incoming, IServerStreamWriter<ServerMessage> outgoing, ServerCallContext context)
{
    /// <summary>Counts the sessions of the server, from 1.</summary>
    public int Number => number;

    /// <summary>The next message; null at the end of the stream.</summary>
    public async Task<ClientMessage?> HearAsync()
    {
        if (!await incoming.MoveNext(context.CancellationToken))
            return null;
        server.Heard.Enqueue((number, incoming.Current));
        return incoming.Current;
    }

    public Task SayAsync(ServerMessage message) => outgoing.WriteAsync(message);

    public async Task WelcomeAsync(long held = 0, int window = 8, double heartbeat = 1, double? aliveWithin = null)
    {
        Assert.Equal(ClientMessage.MessageOneofCase.Hello, (await HearAsync())?.MessageCase);
        await SayAsync(new ServerMessage
        {
            Welcome = new Welcome
            {
                LastSeq = held,
                Window = window,
                Heartbeat = Seconds(heartbeat),
                Timeout = Seconds(3 * heartbeat),
                ServerTime = Timestamp.FromDateTime(DateTime.UtcNow),
                AliveWithin = aliveWithin is { } seconds ? Seconds(seconds) : null,
            },
        });
    }

    public Task AckAsync(long seq, int window = 0) => SayAsync(new ServerMessage { Ack = new Ack { Seq = seq, Window = window } });

    public Task RefuseAsync(long seq, string code, double? retryAfter = null, long held = 0) => SayAsync(new ServerMessage
    {
        Refusal = new Refusal { Seq = seq, Code = code, LastSeq = held, RetryAfter = retryAfter is { } seconds ? Seconds(seconds) : null },
    });

    public Task CloseAsync(string reason, double? retryAfter = null) => SayAsync(new ServerMessage
    {
        Closing = new Closing { Reason = reason, RetryAfter = retryAfter is { } seconds ? Seconds(seconds) : null },
    });

    /// <summary>Answers the hello by another server's address.</summary>
    public async Task RedirectAsync(Uri to)
    {
        await HearAsync();
        await SayAsync(new ServerMessage { Closing = new Closing { Reason = "redirected", RetryAfter = Seconds(0), Address = to.GetLeftPart(UriPartial.Authority) } });
    }

    /// <summary>Answers heartbeats until the stream ends, and nothing else.</summary>
    public async Task LiveAsync()
    {
        while (await HearAsync() is { } message)
        {
            if (message.MessageCase == ClientMessage.MessageOneofCase.Heartbeat)
                await SayAsync(new ServerMessage { Alive = new Alive() });
        }
    }

    /// <summary>Answers nothing until the stream ends.</summary>
    public async Task ListenAsync()
    {
        while (await HearAsync() is not null)
        {
        }
    }

    /// <summary>Acks every report and takes goodbyes, until the stream ends.</summary>
    public async Task ServeAsync()
    {
        while (await HearAsync() is { } message)
        {
            if (message.MessageCase == ClientMessage.MessageOneofCase.Report)
                await AckAsync(message.Report.Seq);
            if (message.MessageCase != ClientMessage.MessageOneofCase.Goodbye)
                continue;
            await CloseAsync("goodbye");
            return;
        }
    }

    public void Abort() => context.GetHttpContext().Abort();

    private static Duration Seconds(double seconds) => Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds));
}
