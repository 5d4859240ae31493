using System.IO.Compression;

namespace Fleet.Sim.Recording;

/// <summary>
/// A file that is there whole or not at all: written beside its place, and put into it when it is complete. Standard output and
/// devices get everything as it comes.
/// </summary>
public sealed class AtomicFile : IDisposable
{
    /// <summary>The name that means standard output.</summary>
    public const string StandardOutput = "-";

    private readonly string _path;
    private readonly string _option;
    private readonly Stream _file;

    /// <summary>Begins to write.</summary>
    /// <param name="path">Where to; <see cref="StandardOutput"/> is standard output.</param>
    /// <param name="option">The option that names it, for messages.</param>
    /// <param name="packed">It is written in gzip.</param>
    /// <exception cref="IOException">It cannot be written; the message names the option.</exception>
    public AtomicFile(string path, string option, bool packed = false)
    {
        (_path, _option) = (path, option);
        _file = path == StandardOutput ? Console.OpenStandardOutput() : Open(path, option);
        Stream = packed ? new GZipStream(_file, CompressionLevel.Optimal, leaveOpen: true) : _file;
    }

    /// <summary>What is to be in it.</summary>
    public Stream Stream { get; }

    /// <summary>Looks, before anything long begins, whether it can be written: makes the file beside its place, and removes it.</summary>
    /// <exception cref="IOException">It cannot; the message names the option.</exception>
    public static void EnsureWritable(string path, string option) => new AtomicFile(path, option).Dispose();

    /// <summary>Writes on.</summary>
    /// <exception cref="IOException">It cannot be written; the message names the option.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Stream.Write(bytes);
        }
        catch (IOException e)
        {
            throw CannotWrite(_path, _option, e);
        }
    }

    /// <summary>It is complete: puts it into its place, on the disk.</summary>
    /// <exception cref="IOException">The disk does not take it; the message names the option.</exception>
    public void Complete()
    {
        try
        {
            if (Stream != _file)
                Stream.Dispose();
            if (_file is FileStream file)
                file.Flush(flushToDisk: true);
            else
                _file.Flush();
            _file.Dispose();
            if (!IsDirect(_path))
                File.Move(Beside(_path), _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(_path, _option, e);
        }
    }

    /// <summary>What is not complete is removed.</summary>
    public void Dispose()
    {
        try
        {
            // What is not complete needs no end of its own.
            _file.Dispose();
        }
        finally
        {
            if (!IsDirect(_path))
                File.Delete(Beside(_path));
        }
    }

    private static FileStream Open(string path, string option)
    {
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new IOException($"{option} names {path}, but there is no such folder.");
        if (Directory.Exists(path))
            throw new IOException($"{option} names {path}, which is a folder.");
        try
        {
            return IsDirect(path)
                ? new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)
                : new FileStream(Beside(path), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, option, e);
        }
    }

    /// <summary>The file beside is our own affair: people named the other.</summary>
    private static IOException CannotWrite(string path, string option, Exception e) =>
        new($"{option} names {path}, which cannot be written: {e.Message.Replace(Path.GetFullPath(Beside(path)), path, StringComparison.Ordinal)}", e);

    /// <summary>Nothing may take the place of <c>/dev/null</c> or <c>/dev/stdout</c>.</summary>
    private static bool IsDirect(string path) =>
        path == StandardOutput || (File.Exists(path) && Path.GetDirectoryName(Path.GetFullPath(path)) is "/dev" or "/dev/fd");

    private static string Beside(string path) => $"{path}.{Environment.ProcessId}.tmp";
}
