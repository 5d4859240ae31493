using Akka.Event;
using Fleet.Journal;
using Fleet.ReadModel.Queries;

namespace Fleet.Actors.ReadSide;

/// <summary>Keeps the lag bounded: while ingest on this node has outrun the read model too far, reports and hellos wait.</summary>
internal sealed class IngestBrake : IAsyncDisposable
{
    /// <summary>It goes on and off several times a second: one line each time would be too many.</summary>
    private static readonly TimeSpan QuietFor = TimeSpan.FromMinutes(1);

    private readonly Func<ReadLag?> _lag;
    private readonly Admission _admission;
    private readonly LagLimit _limit;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log;
    private readonly long _began;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private TimeSpan? _heldAt;

    /// <param name="lag">As it was seen last; null: it is not known.</param>
    /// <param name="admission">What is held.</param>
    /// <param name="settings">The bounds.</param>
    /// <param name="time">Paces the looks.</param>
    /// <param name="log">Is told when it holds.</param>
    public IngestBrake(Func<ReadLag?> lag, Admission admission, ProjectorSettings settings, TimeProvider time, ILoggingAdapter log)
    {
        (_lag, _admission, _time, _log) = (lag, admission, time, log);
        _limit = new LagLimit(settings.MaxLag, settings.StuckAfter);
        _began = time.GetTimestamp();
        _running = Run(new PeriodicTimer(settings.LagCheck, time));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task Run(PeriodicTimer timer)
    {
        using var ticks = timer;
        try
        {
            // The first look at once: what is behind then is what it does not wait for.
            do
                Look();
            while (await ticks.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            _admission.Release();
        }
    }

    private void Look()
    {
        var (lag, now) = (_lag(), _time.GetElapsedTime(_began));
        if (!_limit.IsExceeded(lag, now))
        {
            _admission.Release();
            return;
        }

        if (!(now - _heldAt < QuietFor))
            _log.Warning("Ingest has outrun the read model, which is {0} rows behind: reports wait until it comes closer.", lag!.Value.Rows);
        _heldAt = now;
        _admission.Hold();
    }
}
