using System.Diagnostics.Metrics;

namespace Fleet.Host.Http;

/// <summary>
/// The memory that this node spends on bodies which name many clients, from the first byte that came until the request is answered. Whoever sends them slowly, or
/// many of them, fills this, and nothing else. Metric: <c>fleet_large_body_bytes</c>.
/// </summary>
internal sealed class LargeBodies : IDisposable
{
    /// <summary>The largest one, in bytes: as many clients as may be named, each with the longest id.</summary>
    public const int MaxBodySize = 16 * 1024 * 1024;

    /// <summary>What all of them may take. What is read off a body can take a few times as much for a moment.</summary>
    public const long Room = 2 * MaxBodySize;

    private readonly Meter _meter = new("Fleet.Http");
    private long _taken;

    public LargeBodies() =>
        _meter.CreateObservableGauge("fleet_large_body_bytes", () => Volatile.Read(ref _taken), "By", "Memory taken by HTTP bodies that name many clients, until they are answered.");

    public void Dispose() => _meter.Dispose();

    /// <summary>A place for one body. What it takes is given back when it is disposed.</summary>
    public Place ForOne() => new(this);

    internal sealed class Place(LargeBodies node) : IDisposable
    {
        private long _taken;

        /// <summary>Takes more room; false: there is none, and nothing was taken.</summary>
        public bool TryTake(long bytes)
        {
            if (Interlocked.Add(ref node._taken, bytes) > Room)
            {
                Interlocked.Add(ref node._taken, -bytes);
                return false;
            }

            _taken += bytes;
            return true;
        }

        public void Dispose() => Interlocked.Add(ref node._taken, -Interlocked.Exchange(ref _taken, 0));
    }
}
