using System.Runtime.InteropServices;

namespace Fleet.Host.Starting;

/// <summary>The first Ctrl+C drains the host; whoever presses it again does not want to wait.</summary>
internal sealed class SecondSignal : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private int _seen;

    public SecondSignal() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());

    private void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _seen) > 1)
            Environment.Exit(128 + 2);
    }
}
