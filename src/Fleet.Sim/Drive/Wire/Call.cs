using System.Buffers;
using System.Net;
using Fleet.V1;
using Google.Protobuf;

namespace Fleet.Sim.Drive.Wire;

/// <summary>
/// One <c>FleetClients.Connect</c> stream, straight on HTTP/2: a generated client would take another 2.5 KiB and half as
/// much CPU again for each. Sends at once and never waits; what comes in goes to the inbox, the end included.
/// </summary>
internal sealed class Call : IDisposable
{
    private const int ReadBuffer = 4096;

    private readonly CancellationTokenSource _cancel = new();
    private readonly Outbox _outbox = new();
    private readonly Inbox _inbox;
    private readonly TimeProvider _clock;
    private volatile TaskCompletionSource? _deaf;
    private volatile bool _mute;

    private Call(int client, Inbox inbox, TimeProvider clock)
    {
        Client = client;
        _inbox = inbox;
        _clock = clock;
    }

    /// <summary>Index of the client that it belongs to.</summary>
    public int Client { get; }

    /// <summary>It was broken off from this side.</summary>
    public bool IsCut => _cancel.IsCancellationRequested;

    public static Call Open(int client, Connection connection, Inbox inbox, TimeProvider clock)
    {
        var call = new Call(client, inbox, clock);
        _ = call.RunAsync(connection);
        return call;
    }

    public void Send(ClientMessage message)
    {
        if (!_mute)
            _outbox.Send(message);
    }

    /// <summary>Closes the sending half after what was sent.</summary>
    public void Complete() => _outbox.Complete();

    /// <summary>Breaks it off in a way that the server notices. What has to be done for that is the pool's, not the driver's.</summary>
    public void Cut()
    {
        _ = _cancel.CancelAsync();
        ReadAgain();
    }

    /// <summary>Falls silent: sends nothing more and drops what comes, until the server ends it.</summary>
    public void Mute()
    {
        _mute = true;
        ReadAgain();
    }

    public void StopReading() => _deaf ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void ReadAgain() => Interlocked.Exchange(ref _deaf, null)?.TrySetResult();

    public void Dispose()
    {
        _cancel.Dispose();
        _outbox.Dispose();
    }

    private async Task RunAsync(Connection connection)
    {
        CallEnd end;
        try
        {
            // The first steps of a request take a while: they belong to the pool, not to the driver's thread.
            await Task.Yield();
            using var request = connection.Request(_outbox);
            using var response = await connection.Invoker.SendAsync(request, _cancel.Token);
            end = await ReadAsync(response);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or InvalidDataException
            or InvalidProtocolBufferException or ObjectDisposedException)
        {
            end = new CallEnd(InOrder: false, e.InnerException?.Message ?? e.Message);
        }

        // A server may end a call while this side still had something to say.
        _outbox.Complete();
        await _inbox.PostAsync(new Inbound(this, _clock.GetTimestamp(), Message: null, end));
    }

    private async Task<CallEnd> ReadAsync(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            return new CallEnd(InOrder: false, $"HTTP {(int)response.StatusCode}");
        await using var stream = await response.Content.ReadAsStreamAsync(_cancel.Token);
        var partial = Array.Empty<byte>();
        while (true)
        {
            // Without a buffer there is nothing to hold while nothing comes.
            _ = await stream.ReadAsync(Memory<byte>.Empty, _cancel.Token);
            if (_deaf is { } untilHeard)
                await untilHeard.Task;
            var buffer = ArrayPool<byte>.Shared.Rent(partial.Length + ReadBuffer);
            partial.CopyTo(buffer, 0);
            var count = await stream.ReadAsync(buffer.AsMemory(partial.Length), _cancel.Token);
            var rest = await TakeMessagesAsync(buffer.AsMemory(0, partial.Length + count));
            partial = rest.Length == 0 ? [] : rest.ToArray();
            ArrayPool<byte>.Shared.Return(buffer);
            if (count == 0)
                return EndOf(response);
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> TakeMessagesAsync(ReadOnlyMemory<byte> bytes)
    {
        var now = _clock.GetTimestamp();
        while (TryParse(ref bytes, out var message))
        {
            if (!_mute)
                await _inbox.PostAsync(new Inbound(this, now, message, End: null));
        }

        return bytes;
    }

    private static bool TryParse(ref ReadOnlyMemory<byte> bytes, out ServerMessage? message)
    {
        var span = bytes.Span;
        var whole = Frames.TryRead(ref span, out var frame);
        message = whole ? ServerMessage.Parser.ParseFrom(frame) : null;
        bytes = bytes[(bytes.Length - span.Length)..];
        return whole;
    }

    private static CallEnd EndOf(HttpResponseMessage response)
    {
        // A call that ends before its first message has its status among the headers.
        var status = Header(response.TrailingHeaders, "grpc-status") ?? Header(response.Headers, "grpc-status");
        var text = Header(response.TrailingHeaders, "grpc-message") ?? Header(response.Headers, "grpc-message");
        return new CallEnd(status == "0", status == "0" ? "completed" : $"status {status ?? "missing"} {text}".TrimEnd());
    }

    private static string? Header(System.Net.Http.Headers.HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}

/// <summary>Something came in on a call.</summary>
/// <param name="Call">The call.</param>
/// <param name="Timestamp">When, by the run's clock.</param>
/// <param name="Message">What the server said; null if the call ended.</param>
/// <param name="End">How it ended; null if it has not.</param>
internal readonly record struct Inbound(Call Call, long Timestamp, ServerMessage? Message, CallEnd? End);

/// <summary>How a call ended.</summary>
/// <param name="InOrder">The server completed it with status OK.</param>
/// <param name="Reason">For a person.</param>
internal sealed record CallEnd(bool InOrder, string Reason);
