using Fleet.Actors.Journal.Stores;

namespace Fleet.Actors.Journal.Sqlite;

/// <summary>One host for each data folder: a locked file that the operating system lets go of when the process ends, however it ends.</summary>
public sealed class DataFolderLock : IDisposable
{
    private const string Name = "host.lock";

    // What Unix (EWOULDBLOCK) and Windows (ERROR_SHARING_VIOLATION) say to the second one.
    private const int WouldBlock = 11;
    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Makes the folder if need be, and takes it.</summary>
    /// <exception cref="StoreUnavailableException">It is another host's, or cannot be written.</exception>
    public static DataFolderLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new DataFolderLock(new FileStream(Path.Combine(folder, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
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

    /// <summary>Lets it go.</summary>
    public void Dispose() => _file.Dispose();
}
