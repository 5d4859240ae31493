using System.Diagnostics;
using Xunit;

namespace Fleet.Actors.Tests.Journal;

/// <summary>A file system of one megabyte, to be filled up or made read-only for real. Mounting takes root, as continuous integration has it.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string _filler;

    public SmallDisk(string path)
    {
        Assert.True(Environment.IsPrivilegedProcess, "This test mounts a file system: run it as root.");
        Path = path;
        _filler = System.IO.Path.Combine(path, "filler");
        Directory.CreateDirectory(path);
        Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path);
    }

    public string Path { get; }

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", Path);

    public void Fill()
    {
        using var file = File.Create(_filler);
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // That was the last free page.
        }
    }

    public void MakeRoom() => File.Delete(_filler);

    public void Dispose()
    {
        Run("umount", Path);
        Directory.Delete(Path);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
