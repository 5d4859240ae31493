using System.CommandLine;
using Fleet.Sim.Recording;

namespace Fleet.Sim.CommandLine;

/// <summary>An option that names a file to write; - is standard output. All of a command's are looked at before it begins.</summary>
internal sealed class OutputOption : Option<string?>
{
    /// <param name="name">Such as <c>--json</c>.</param>
    /// <param name="description">What is written.</param>
    public OutputOption(string name, string description)
        : base(name)
    {
        Description = $"{description} - is standard output.";
        HelpName = "FILE";
        this.ParsedBy<string?>(Parsers.File);
    }

    /// <summary>Whether one of these arguments means standard output, which then belongs to what is written there.</summary>
    public static bool TakesStandardOutput(IEnumerable<string> arguments) =>
        arguments.Any(argument => argument == AtomicFile.StandardOutput || argument.EndsWith("=-", StringComparison.Ordinal) || argument.EndsWith(":-", StringComparison.Ordinal));

    /// <summary>Looks, before anything long begins, whether everything that was asked for can be written.</summary>
    /// <exception cref="IOException">Something cannot; the message names its option.</exception>
    public static void EnsureWritable(ParseResult parsed)
    {
        foreach (var option in parsed.CommandResult.Command.Options.OfType<OutputOption>())
        {
            if (parsed.GetValue(option) is { } path)
                AtomicFile.EnsureWritable(path, option.Name);
        }

        foreach (var option in parsed.CommandResult.Command.Options.OfType<FolderOption>())
        {
            if (parsed.GetValue(option) is { } path)
                option.EnsureWritable(path);
        }
    }

    /// <summary>Writes what belongs there, if it was asked for.</summary>
    public void Write(ParseResult parsed, Action<string> write)
    {
        if (parsed.GetValue(this) is { } path)
            write(path);
    }

    /// <summary>Writes one after the other; one that fails takes none of the others with it.</summary>
    /// <exception cref="IOException">Some could not be written; the message has all of them.</exception>
    public static void WriteAll(params IEnumerable<Action> writes)
    {
        var failures = new List<Exception>();
        foreach (var write in writes)
        {
            try
            {
                write();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failures.Add(e);
            }
        }

        if (failures.Count > 0)
            throw new IOException(string.Join('\n', failures.Select(failure => failure.Message)), new AggregateException(failures));
    }
}
