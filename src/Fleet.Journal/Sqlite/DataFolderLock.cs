using Fleet.Journal.Stores;

namespace Fleet.Journal.Sqlite;

/// <summary>One host for each data folder: a locked file that the operating system lets go of when the process ends, however it ends.</summary>
public sealed class DataFolderLock : IDisposable
{
    private const string Name = "host.lock";

    // What Unix (EWOULDBLOCK) and Windows (ERROR_SHARING_VIOLATION) say to the second one.
    private const int WouldBlock = 11;
    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _file;
    private readonly bool _isNew;
    private readonly IReadOnlyList<string> _newFolders;

    private DataFolderLock(FileStream file, bool isNew, IReadOnlyList<string> newFolders) => (_file, _isNew, _newFolders) = (file, isNew, newFolders);

    /// <summary>Makes the folder if need be, and takes it.</summary>
    /// <exception cref="StoreUnavailableException">It is another host's, or cannot be written.</exception>
    public static DataFolderLock Take(string folder)
    {
        try
        {
            var (file, newFolders) = (Path.Combine(folder, Name), Missing(folder));
            Directory.CreateDirectory(folder);
            var isNew = !File.Exists(file);
            return new DataFolderLock(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), isNew, newFolders);
        }
        catch (IOException e) when (e.HResult is WouldBlock or SharingViolation)
        {
            throw new StoreUnavailableException($"The data folder {folder} is in use by another host.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The data folder {folder} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Lets it go, and removes what was made to take it: folders only if nothing else has come into them.</summary>
    public void TakeBack()
    {
        // While it is locked, so that nobody has just taken what is removed; Windows does not remove what is open.
        if (OperatingSystem.IsWindows())
            _file.Dispose();
        if (_isNew)
            File.Delete(_file.Name);
        foreach (var folder in _newFolders.TakeWhile(folder => !Directory.EnumerateFileSystemEntries(folder).Any()))
            Directory.Delete(folder);
        _file.Dispose();
    }

    /// <summary>Lets it go.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>The folder and those above it that do not exist, the innermost first.</summary>
    private static List<string> Missing(string folder)
    {
        var missing = new List<string>();
        for (var path = Path.GetFullPath(folder); path is not null && !Directory.Exists(path); path = Path.GetDirectoryName(path))
            missing.Add(path);
        return missing;
    }
}
