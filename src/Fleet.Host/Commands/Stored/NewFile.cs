using Fleet.Journal.Disk;
using Fleet.Journal.Backup;

namespace Fleet.Host.Commands.Stored;

/// <summary>A file that is there when it is whole and on the disk, and not before. What is disposed of or cancelled before <see cref="Keep"/> leaves nothing.</summary>
internal sealed class NewFile : IDisposable
{
    private readonly string _file;
    private readonly string _unfinished;
    private readonly bool _mayReplace;
    private readonly CancellationToken _cancel;
    private readonly CancellationTokenRegistration _onCancel;
    private readonly FileStream _stream;
    private readonly Lock _ending = new();
    private bool _isGone;
    private bool _isKept;

    /// <param name="file">Where it is to be.</param>
    /// <param name="mayReplace">One that is there may go.</param>
    /// <param name="cancel">Removes what there is of it at once, as whoever writes it may be waiting for a store that does not answer.</param>
    /// <exception cref="BackupException">There is one already, or none can be made there.</exception>
    public NewFile(string file, bool mayReplace, CancellationToken cancel)
    {
        (_file, _mayReplace, _cancel) = (Path.GetFullPath(file), mayReplace, cancel);
        _unfinished = _file + ".unfinished";
        if (Directory.Exists(_file))
            throw new BackupException($"{_file} is a folder: name a file.");
        if (FileKind.IsSpecial(_file))
            throw new BackupException($"{_file} is a device or a pipe: name a file.");
        if (File.Exists(_file) && !mayReplace)
            throw IsThere();
        try
        {
            if (DatabaseFile.IsAt(_file))
                throw new BackupException($"{_file} is a database, as the journal is one: remove it yourself if it may go.");
            // Locked, so that of two that write the same backup the second is told; one that was killed has left its own.
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16 };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            _stream = new FileStream(_unfinished, options);
            _stream.SetLength(0);
        }
        catch (Exception e) when (e is (IOException or UnauthorizedAccessException) and not BackupException)
        {
            throw new BackupException($"{_file} cannot be written: {e.Message}", e);
        }

        _onCancel = cancel.Register(Remove);
    }

    public Stream Stream => _stream;

    /// <summary>Puts it where it is to be.</summary>
    /// <returns>Its bytes.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled, and is gone.</exception>
    public long Keep()
    {
        _stream.Flush(flushToDisk: true);
        var bytes = _stream.Length;
        lock (_ending)
        {
            _cancel.ThrowIfCancellationRequested();
            Move();
            _isKept = true;
        }

        DiskSync.Folder(_file);
        return bytes;
    }

    public void Dispose()
    {
        _onCancel.Dispose();
        Remove();
        try
        {
            _stream.Dispose();
        }
        catch (IOException) when (!_isKept)
        {
            // The disk is full, say: that has been thrown already, and the file is gone.
        }
    }

    private void Move()
    {
        try
        {
            File.Move(_unfinished, _file, _mayReplace);
        }
        catch (IOException) when (File.Exists(_file) && !_mayReplace)
        {
            throw IsThere();
        }
    }

    /// <summary>Once: another one may begin to write under the same name.</summary>
    private void Remove()
    {
        lock (_ending)
        {
            if (!_isKept && !_isGone)
                File.Delete(_unfinished);
            _isGone = true;
        }
    }

    private BackupException IsThere() => new($"{_file} is there already: --force replaces it.");
}
