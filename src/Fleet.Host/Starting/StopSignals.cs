using System.Runtime.InteropServices;

namespace Fleet.Host.Starting;

/// <summary>The first Ctrl+C or SIGTERM has the host stop in good order, also while it starts; whoever sends a second one does not want to wait.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _told = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _seen;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    /// <summary>Cancelled by the first.</summary>
    public CancellationToken Told => _told.Token;

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _told.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        // Else the runtime would end the process here.
        context.Cancel = true;
        if (Interlocked.Increment(ref _seen) > 1)
            Environment.Exit(128 + 2);
        _told.Cancel();
    }
}
