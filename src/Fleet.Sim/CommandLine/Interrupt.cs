using System.Runtime.InteropServices;

namespace Fleet.Sim.CommandLine;

/// <summary>
/// Turns Ctrl+C and a request to end into a cancellation; one more ends the process as it would have. Where a command goes on
/// until then, the first one only tells it that it was long enough.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _enough = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly IReadOnlyList<PosixSignalRegistration> _registrations;

    public Interrupt() =>
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

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

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = !_cancel.IsCancellationRequested;
        if (EndsGently && !_enough.IsCancellationRequested)
            _enough.Cancel();
        else
            _cancel.Cancel();
    }
}
