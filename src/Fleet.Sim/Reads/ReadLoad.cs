using Fleet.Protocol.Tls;
using Fleet.Sim.Drive;

namespace Fleet.Sim.Reads;

/// <summary>
/// People and programs that look at the fleet while it is driven. Each reader asks a question a second (a list, a summary, a diff, in turn), looks once a second
/// whether what was just acknowledged can be seen, and holds the feed of icon changes open. Questions are due whether or not those before have their answers, and
/// their latency counts from then.
/// </summary>
internal sealed class ReadLoad : IReaders
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly ReadLog _log = new();
    private readonly int _readers;
    private readonly HttpClient _http;
    private readonly Task _reading;

    /// <summary>Begins to read.</summary>
    /// <param name="readers">How many readers; 0: nobody.</param>
    /// <param name="apis">The HTTP APIs of the server's nodes; the readers share them.</param>
    /// <param name="trust">Whose certificates are taken.</param>
    /// <param name="acks">Of the clients.</param>
    /// <param name="time">The clock.</param>
    public ReadLoad(int readers, IReadOnlyList<Uri> apis, ServerTrust trust, AckTap acks, TimeProvider time)
    {
        _readers = readers;
        // Each request has its own time limit, and the feed none.
        _http = new HttpClient(trust.Handler()) { Timeout = Timeout.InfiniteTimeSpan };
        var each = Enumerable.Range(0, readers).Select(i => new PacedReader(i, (double)i / readers, new Asker(_http, apis[i % apis.Count], _log, time), acks, _log, time));
        _reading = Task.WhenAll(each.Select(reader => Task.Run(() => reader.ReadAsync(_stop.Token, _abort.Token))));
    }

    /// <summary>What the readers have met so far.</summary>
    internal ReadFigures Figures => _log.Figures(_readers);

    /// <summary>Begins to read beside clients that this process drives.</summary>
    public static (IGenerator Clients, IReaders Readers) Beside(Driver driver, int readers, IReadOnlyList<Uri> apis, ServerTrust trust, TimeProvider time) =>
        (driver, new ReadLoad(readers, apis, trust, driver.Acks, time));

    /// <inheritdoc/>
    public void BeginMeasuring() => _log.Begin();

    /// <inheritdoc/>
    public async Task<ReadFigures?> StopAsync(CancellationToken abort)
    {
        await using var aborts = abort.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _abort);
        await _stop.CancelAsync();
        try
        {
            await _reading;
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException)
        {
            // They read until they are stopped; what breaks off by that is no trouble, and what broke before was counted.
        }

        return _readers == 0 ? null : Figures;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        _http.Dispose();
        _stop.Dispose();
        _abort.Dispose();
    }
}
