using System.Runtime.InteropServices;

namespace Fleet.Sim.CommandLine;

/// <summary>Turns Ctrl+C and a request to end into a cancellation; a second one ends the process as it would have.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly IReadOnlyList<PosixSignalRegistration> _registrations;

    public Interrupt() =>
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

    public CancellationToken Token => _cancel.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _cancel.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = !_cancel.IsCancellationRequested;
        _cancel.Cancel();
    }
}
