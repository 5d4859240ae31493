using System.Runtime.InteropServices;

namespace Fleet.Benchmarks.Starting;

/// <summary>The operating system's memory of files. Linux only; elsewhere nothing is forgotten.</summary>
internal static class PageCache
{
    private const int DontNeed = 4;

    /// <summary>Has a file that nobody has open written to the disk, and forgotten.</summary>
    public static void Drop(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Flush(flushToDisk: true);
        if (Advise((int)file.SafeFileHandle.DangerousGetHandle(), 0, 0, DontNeed) != 0)
            throw new IOException($"The system does not forget {path}.");
    }

    [DllImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(int file, long offset, long length, int advice);
}
