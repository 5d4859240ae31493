using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Fleet.Actors.Members;

/// <summary>Time since the machine started, the time in which it was suspended included: .NET's own monotonic clock stands still then, on Linux and macOS.</summary>
public sealed class UptimeClock : TimeProvider
{
    /// <summary>CLOCK_BOOTTIME of Linux; macOS counts a sleep in its CLOCK_MONOTONIC.</summary>
    private static readonly int Clock = OperatingSystem.IsMacOS() ? 6 : 7;

    private UptimeClock()
    {
    }

    /// <summary>The machine's.</summary>
    public static UptimeClock Instance { get; } = new();

    /// <inheritdoc/>
    public override long TimestampFrequency => OperatingSystem.IsWindows() ? base.TimestampFrequency : 1_000_000_000;

    /// <inheritdoc/>
    /// <exception cref="Win32Exception">The system has no such clock.</exception>
    public override long GetTimestamp()
    {
        // The performance counter, which goes on while the machine sleeps.
        if (OperatingSystem.IsWindows())
            return base.GetTimestamp();
        return Read(Clock, out var now) == 0 ? (now.Seconds * TimestampFrequency) + now.Nanoseconds : throw new Win32Exception();
    }

    [DllImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Read(int clock, out Timespec now);

    /// <summary>A timespec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
