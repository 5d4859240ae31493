using Fleet.Testing;

namespace Fleet.Host.Tests.Commands.Stored;

/// <summary>A pipe that gives one half of a file to whoever reads it, and then nothing: what holds a restore in the middle.</summary>
internal sealed class HalfPipe : IAsyncDisposable
{
    private readonly byte[] _file;
    private FileStream? _stream;

    public HalfPipe(string path, byte[] file)
    {
        (Path, _file) = (path, file);
        using var make = OtherProcess.Start("mkfifo", path);
        make.WaitForExit();
    }

    public string Path { get; }

    /// <summary>Gives the first half; returns when nearly all of it was read.</summary>
    public async Task Give()
    {
        _stream = await Task.Run(() => new FileStream(Path, FileMode.Open, FileAccess.Write));
        await _stream.WriteAsync(_file.AsMemory(0, _file.Length / 2));
        await _stream.FlushAsync();
    }

    /// <summary>Gives the rest, as far as anybody takes it.</summary>
    public async Task GiveRest()
    {
        try
        {
            await _stream!.WriteAsync(_file.AsMemory(_file.Length / 2));
            await _stream.DisposeAsync();
        }
        catch (IOException)
        {
            // The reader has left, as it may.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null)
            await _stream.DisposeAsync();
        File.Delete(Path);
    }
}
