using System.Runtime.InteropServices;

namespace Fleet.Sim.CommandLine;

/// <summary>
/// Turns Ctrl+C and a request to end into a cancellation; one more ends the process as it would have. Where a command goes on
/// until then, the first one only tells it that it was long enough.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    /// <summary>`timeout`, shells and service managers signal a process and its group: what comes so soon again is the same request.</summary>
    private static readonly TimeSpan Same = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _enough = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly IReadOnlyList<PosixSignalRegistration> _registrations;

    private long? _asked;

    /// <param name="time">Tells two requests from one that came twice.</param>
    public Interrupt(TimeProvider time)
    {
        _time = time;
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = Ask()))];
    }

    /// <summary>End at once, with what there is.</summary>
    public CancellationToken Token => _cancel.Token;

    /// <summary>Come to an end.</summary>
    public CancellationToken Enough => _enough.Token;

    /// <summary>The first signal is no interruption, but the end that was to come.</summary>
    public bool EndsGently { get; set; }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _enough.Dispose();
        _cancel.Dispose();
    }

    /// <summary>Somebody asks for the end. False if the process is to end as it would without us.</summary>
    public bool Ask()
    {
        lock (_gate)
        {
            if (_asked is { } before && _time.GetElapsedTime(before) < Same)
                return true;
            _asked = _time.GetTimestamp();
            if (_cancel.IsCancellationRequested)
                return false;
        }

        (EndsGently && !_enough.IsCancellationRequested ? _enough : _cancel).Cancel();
        return true;
    }
}
