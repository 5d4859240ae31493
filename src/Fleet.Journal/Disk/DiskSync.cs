using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Fleet.Journal.Disk;

/// <summary>Makes the name of a file durable: a rename is on the disk when the folder is.</summary>
public static class DiskSync
{
    private const int ReadOnly = 0;

    /// <summary>Waits until the folder that a file is in is on the disk. Windows does that by itself.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    public static void Folder(string file)
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var opened = Open(folder, ReadOnly);
        if (opened < 0)
            throw Fault(folder);
        try
        {
            if (Sync(opened) != 0)
                throw Fault(folder);
        }
        finally
        {
            _ = Close(opened);
        }
    }

    private static IOException Fault(string folder) =>
        new($"The folder {folder} cannot be written to the disk: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
