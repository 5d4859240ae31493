using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Fleet.Journal.Disk;

/// <summary>Tells files that hold bytes from devices and pipes, which .NET does not.</summary>
public static class FileKind
{
    // linux/stat.h; the layout is the same on all processors.
    private const int WorkingFolder = -100;
    private const uint TypeAlone = 1;
    private const int ModeAt = 28;
    private const int TypeBits = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>There is a device, a pipe or a socket at that path, or a link to one. Only Linux is asked; false where it does not say.</summary>
    public static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(path))
            return false;
        var found = new byte[256];
        return Status(WorkingFolder, path, 0, TypeAlone, found) == 0
            && (BinaryPrimitives.ReadUInt16LittleEndian(found.AsSpan(ModeAt)) & TypeBits) != Regular;
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Status(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] found);
}
