namespace Fleet.Sim.Recording;

/// <summary>A file that is there whole or not at all: written beside its place, and put into it when it is complete.</summary>
public sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private readonly string _beside;

    /// <summary>Begins to write.</summary>
    /// <exception cref="IOException">There is no place to write to.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public AtomicFile(string path, string option)
    {
        EnsurePlace(path, option);
        _path = path;
        _beside = $"{path}.{Environment.ProcessId}.tmp";
        Stream = new FileStream(_beside, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>What is to be in it.</summary>
    public FileStream Stream { get; }

    /// <summary>Looks, before anything long begins, whether there is a place to write to.</summary>
    /// <exception cref="IOException">There is none; the message names the option.</exception>
    public static void EnsurePlace(string path, string option)
    {
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new IOException($"{option} names {path}, but there is no such folder.");
        if (Directory.Exists(path))
            throw new IOException($"{option} names {path}, which is a folder.");
    }

    /// <summary>It is complete: puts it into its place, on the disk.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public void Complete()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(_beside, _path, overwrite: true);
    }

    /// <summary>What is not complete is removed.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        finally
        {
            File.Delete(_beside);
        }
    }
}
