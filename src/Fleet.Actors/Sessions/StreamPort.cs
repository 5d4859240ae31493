using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Fleet.V1;

namespace Fleet.Actors.Sessions;

/// <summary>The seam between a stream's transport and its actor: bounded both ways, so that neither side can drown the other.</summary>
/// <remarks>
/// Nothing in it is to be disposed of: the transport may be gone while the actor still works on what it has read, and neither knows who
/// is the last. What it holds takes no more than memory.
/// </remarks>
/// <param name="oneClient">The stream carries one client and ends with its session; else it is a relay of many.</param>
/// <param name="isHeldUp">The transport has no memory for what comes in, and does not read on for now.</param>
[SuppressMessage("Design", "CA1001", Justification = "See the remarks.")]
public sealed class StreamPort(bool oneClient, Func<bool> isHeldUp)
{
    /// <summary>Messages read and not yet worked on; the transport stops reading beyond.</summary>
    private const int InboundBound = 4 * PresenceSettings.Window;

    private readonly SemaphoreSlim _inbound = new(oneClient ? InboundBound : 16 * InboundBound);

    // A reader that leaves this much lying is dropped: acks it has not read it can ask for again by reconnecting.
    private readonly Channel<(string? Client, ServerMessage Message)> _outbound = Channel.CreateBounded<(string?, ServerMessage)>(
        new BoundedChannelOptions(oneClient ? InboundBound : 64 * InboundBound) { SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource _overrun = new();
    private volatile TaskCompletionSource? _pause;
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closed;

    /// <summary>The stream carries one client.</summary>
    public bool IsOfOneClient => oneClient;

    /// <summary>
    /// The node leaves, and will close the connection after this stream: once all is sent the transport waits a moment for the
    /// other side to leave, which may not have read the last word yet. Told when <see cref="Outbound"/> completes.
    /// </summary>
    public bool IsDrained { get; private set; }

    /// <summary>What the transport has to send, until it completes.</summary>
    public ChannelReader<(string? Client, ServerMessage Message)> Outbound => _outbound.Reader;

    /// <summary>Cancelled when the other side let so much lie unread that the stream is given up: it has to be torn down, not ended.</summary>
    public CancellationToken Overrun => _overrun.Token;

    /// <summary>Done once nothing more will be handed to <see cref="Outbound"/>, whether all of it was sent or not.</summary>
    public Task Closed => _closing.Task;

    /// <summary>The transport does not read on: no place is left for what comes in, no more is wanted for now, or there is no memory for it.</summary>
    internal bool IsUnread => _inbound.CurrentCount == 0 || _pause is not null || isHeldUp();

    /// <summary>Waits until one more inbound message is wanted, and has a place.</summary>
    public async Task BeforeRead(CancellationToken cancelled)
    {
        while (_pause is { } pause)
            await pause.Task.WaitAsync(cancelled);
        await _inbound.WaitAsync(cancelled);
    }

    /// <summary>Whether more is wanted now.</summary>
    internal void Read(bool wanted)
    {
        if (!wanted)
        {
            _pause ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        else if (_pause is { } pause)
        {
            _pause = null;
            pause.SetResult();
        }
    }

    /// <summary>An inbound message has been worked on.</summary>
    internal void AfterRead() => _inbound.Release();

    /// <summary>Hands a message to the transport. The first that finds no room gives the stream up.</summary>
    internal void Send(string? client, ServerMessage message)
    {
        if (_closed || _outbound.Writer.TryWrite((client, message)))
            return;
        Close();
        _overrun.Cancel();
    }

    /// <summary>Nothing more will be sent. What is said first holds.</summary>
    internal void Close(bool drained = false)
    {
        if (_closed)
            return;
        _closed = true;
        IsDrained = drained;
        _outbound.Writer.TryComplete();
        _closing.TrySetResult();
    }
}
