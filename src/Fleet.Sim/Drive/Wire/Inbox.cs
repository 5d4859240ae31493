using System.Threading.Channels;

namespace Fleet.Sim.Drive.Wire;

/// <summary>
/// Many network threads in, one driving thread out. Bounded: where the driver cannot keep up, the streams are read more
/// slowly, and flow control does the rest.
/// </summary>
internal sealed class Inbox : IDisposable
{
    private const int Capacity = 65_536;

    private readonly Channel<Inbound> _channel = Channel.CreateBounded<Inbound>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly AutoResetEvent _wake = new(initialState: false);
    private volatile bool _sleeps;

    /// <summary>Waits while the inbox is full; drops what comes after its end.</summary>
    public async ValueTask PostAsync(Inbound inbound)
    {
        while (!_channel.Writer.TryWrite(inbound))
        {
            if (!await _channel.Writer.WaitToWriteAsync())
                return;
        }

        Wake();
    }

    /// <summary>Ends a <see cref="Sleep"/> early.</summary>
    public void Wake()
    {
        Interlocked.MemoryBarrier();
        if (_sleeps)
            _wake.Set();
    }

    public bool TryTake(out Inbound inbound) => _channel.Reader.TryRead(out inbound);

    /// <summary>Waits until something came in, at most for so long.</summary>
    public void Sleep(TimeSpan atMost)
    {
        _sleeps = true;
        Interlocked.MemoryBarrier();
        if (!_channel.Reader.TryPeek(out _))
            _wake.WaitOne(TimeSpan.FromMilliseconds(Math.Ceiling(atMost.TotalMilliseconds)));
        _sleeps = false;
    }

    public void Dispose()
    {
        _channel.Writer.TryComplete();
        _wake.Dispose();
    }
}
