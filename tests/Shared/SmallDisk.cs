using Xunit;

namespace Fleet.Testing;

/// <summary>A file system of a few megabytes in memory, to be filled up or made read-only for real. Mounting takes root, as continuous integration has it.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string _filler;

    /// <param name="megabytes">Its size.</param>
    /// <param name="owner">Whose it is; null: root's.</param>
    public SmallDisk(int megabytes = 1, string? owner = null)
    {
        Assert.True(Environment.IsPrivilegedProcess, "This test mounts a file system: run it as root.");
        Path = Directory.CreateTempSubdirectory("fleet-disk-").FullName;
        _filler = File("filler");
        Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=755", "tmpfs", Path);
        if (owner is not null)
            Run("chown", owner, Path);
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", Path);

    /// <summary>Takes the room that there is.</summary>
    /// <param name="left">But for so many bytes.</param>
    public void Fill(int left = 0)
    {
        using var file = System.IO.File.Create(_filler, bufferSize: 0);
        try
        {
            while (true)
                file.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // That was the last free page.
        }

        file.SetLength(file.Length - left);
    }

    public void MakeRoom() => System.IO.File.Delete(_filler);

    public void Dispose()
    {
        // Whoever has a file open there keeps it.
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = OtherProcess.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
