using System.CommandLine;

namespace Fleet.Host.Commands.Stored;

/// <summary>The backup that a command is about.</summary>
internal static class FileArgument
{
    public static Argument<string> Create(string description)
    {
        var file = new Argument<string>("FILE") { Description = description };
        file.Validators.Add(result =>
        {
            // An unset variable of a script.
            if (result.Tokens is [{ Value: "" }])
                result.AddError("FILE is empty: name a file.");
            // Elsewhere that is standard input or output, where no half of a backup could be taken back.
            if (result.Tokens is [{ Value: "-" }])
                result.AddError("FILE is -, which is no file here: name one (./- if it is called so).");
        });
        return file;
    }
}
