using System.CommandLine;
using Fleet.Sim.Recording;

namespace Fleet.Sim.CommandLine;

/// <summary>An option that names a folder to write files into; it is made if it is not there.</summary>
internal sealed class FolderOption : Option<string?>
{
    /// <param name="name">Such as <c>--csv</c>.</param>
    /// <param name="description">What is written.</param>
    public FolderOption(string name, string description)
        : base(name)
    {
        Description = $"{description} The folder is made if it is not there.";
        HelpName = "DIR";
        this.ParsedBy<string?>(Parsers.File);
    }

    /// <summary>Looks, before anything long begins, whether files can be written there, and makes the folder.</summary>
    /// <exception cref="IOException">They cannot; the message names the option.</exception>
    public void EnsureWritable(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{Name} names {path}, and no such folder can be made: {e.Message}", e);
        }

        AtomicFile.EnsureWritable(Path.Combine(path, "results.csv"), Name);
    }
}
