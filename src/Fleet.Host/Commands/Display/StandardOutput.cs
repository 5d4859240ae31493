using Microsoft.Win32.SafeHandles;

namespace Fleet.Host.Commands.Display;

/// <summary>Standard output.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;
    private const int NobodyReads = 32; // EPIPE

    /// <summary>Opens it so that a write fails when the pipe's other end is closed.</summary>
    /// <remarks>.NET's own stream says nothing then, and <c>fleet watch | head</c> would go on for ever. On files it stays: it appends as others do.</remarks>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return Console.OpenStandardOutput();
        var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    /// <summary>The reader of the pipe has left.</summary>
    public static bool IsClosed(IOException fault) => fault.HResult == NobodyReads;
}
