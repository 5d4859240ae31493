using Fleet.Actors.Disk;
using Fleet.Actors.Journal.Backup;

namespace Fleet.Host.Commands.Stored;

/// <summary>A file that is there when it is whole and on the disk, and not before. What is disposed of before <see cref="Keep"/> leaves nothing.</summary>
internal sealed class NewFile : IDisposable
{
    private readonly string _file;
    private readonly string _unfinished;
    private readonly bool _mayReplace;
    private readonly FileStream _stream;
    private bool _isKept;

    /// <param name="file">Where it is to be.</param>
    /// <param name="mayReplace">One that is there may go.</param>
    /// <exception cref="BackupException">There is one already, or none can be made there.</exception>
    public NewFile(string file, bool mayReplace)
    {
        (_file, _mayReplace) = (Path.GetFullPath(file), mayReplace);
        _unfinished = _file + ".unfinished";
        if (Directory.Exists(_file))
            throw new BackupException($"{_file} is a folder: name a file.");
        if (File.Exists(_file) && !mayReplace)
            throw IsThere();
        try
        {
            // Locked, so that of two that write the same backup the second is told; one that was killed has left its own.
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16 };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            _stream = new FileStream(_unfinished, options);
            _stream.SetLength(0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{_file} cannot be written: {e.Message}", e);
        }
    }

    public Stream Stream => _stream;

    /// <summary>Puts it where it is to be.</summary>
    /// <returns>Its bytes.</returns>
    public long Keep()
    {
        _stream.Flush(flushToDisk: true);
        var bytes = _stream.Length;
        try
        {
            File.Move(_unfinished, _file, _mayReplace);
        }
        catch (IOException) when (File.Exists(_file) && !_mayReplace)
        {
            throw IsThere();
        }

        _isKept = true;
        DiskSync.Folder(_file);
        return bytes;
    }

    public void Dispose()
    {
        if (!_isKept)
            File.Delete(_unfinished);
        try
        {
            _stream.Dispose();
        }
        catch (IOException) when (!_isKept)
        {
            // The disk is full, say: that has been thrown already, and the file is gone.
        }
    }

    private BackupException IsThere() => new($"{_file} is there already: --force replaces it.");
}
