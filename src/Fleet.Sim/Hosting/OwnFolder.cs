namespace Fleet.Sim.Hosting;

/// <summary>
/// A temporary folder of our own, gone when it is disposed of. As long as this process lives it holds a lock in it: what a killed one left
/// behind is found by that, and removed when the next one is made.
/// </summary>
internal sealed class OwnFolder : IDisposable
{
    private const string Prefix = "fleet-demo-";
    private const string LockName = "owner";

    private readonly FileStream _lock;

    private OwnFolder(string path)
    {
        Path = path;
        _lock = Lock(path, FileMode.CreateNew);
    }

    public string Path { get; }

    /// <summary>Makes one.</summary>
    /// <param name="purpose">In its name; none: a host's.</param>
    public static OwnFolder Create(string purpose = "")
    {
        foreach (var folder in Directory.GetDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
            RemoveIfAbandoned(folder);
        return new OwnFolder(Directory.CreateTempSubdirectory(Prefix + purpose).FullName);
    }

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        _lock.Dispose();
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    /// <summary>One without the file of the lock is just being made, or somebody else's.</summary>
    private static void RemoveIfAbandoned(string folder)
    {
        try
        {
            Lock(folder, FileMode.Open).Dispose();
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is in use, another user's, or being removed by somebody else.
        }
    }

    private static FileStream Lock(string folder, FileMode mode) => new(System.IO.Path.Combine(folder, LockName), mode, FileAccess.ReadWrite, FileShare.None);
}
