using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Fleet.Sim.Hosting;

/// <summary>Asks another process to end in good order.</summary>
internal static class PosixSignals
{
    private const int SigTerm = 15;

    public static void Terminate(Process process)
    {
        // Windows knows no such request for a process without a window.
        if (OperatingSystem.IsWindows())
            process.Kill();
        else
            _ = Kill(process.Id, SigTerm);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
