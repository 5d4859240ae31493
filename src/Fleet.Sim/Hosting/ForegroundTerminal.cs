using System.Runtime.InteropServices;

namespace Fleet.Sim.Hosting;

/// <summary>Whose terminal standard output is at this moment: a job of the background shares it with what somebody does there.</summary>
internal static class ForegroundTerminal
{
    private const int StandardOutput = 1;

    /// <summary>Somebody else's: the process runs in the background of its shell.</summary>
    public static bool IsOthers => !OperatingSystem.IsWindows() && ProcessGroupOfTerminal(StandardOutput) is > 0 and var group && group != OwnProcessGroup();

    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ProcessGroupOfTerminal(int file);

    [DllImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OwnProcessGroup();
}
