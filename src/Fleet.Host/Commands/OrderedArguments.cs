using System.CommandLine;
using System.CommandLine.Parsing;
using Fleet.Host.Commands.Options;
using Fleet.Host.Settings;

namespace Fleet.Host.Commands;

/// <summary>Arguments as a person writes them, in the order that commands are parsed in.</summary>
/// <param name="Words">The command first, if there is one; then its own arguments.</param>
/// <param name="Settings">Settings of a host, each with its value, wherever they stood.</param>
internal sealed record OrderedArguments(string[] Words, string[] Settings)
{
    private static readonly string[] Questions = ["--help", "-h", "-?", "--version"];

    /// <summary>It is a command's, if only a mistyped one; else it is that of a host that is to serve.</summary>
    public bool IsCommand => Words is [var first, ..] && (!first.StartsWith('-') || Questions.Contains(first) || CommonOptions.IsOne(first));

    /// <summary>Puts the options that commands share after the command, and settings aside.</summary>
    public static OrderedArguments Of(string[] args)
    {
        var (settings, words) = SettingsArguments.Split(args);
        var before = 0;
        while (before < words.Length && CommonOptions.IsOne(words[before]))
            before += CommonOptions.LengthOf(words[before]);
        return new OrderedArguments(before < words.Length ? [words[before], .. words[..before], .. words[(before + 1)..]] : words, settings);
    }

    /// <summary>What looks like an option and was taken for a client's id or a file's name: a slip, unless it stands after <c>--</c>. Null: there is none.</summary>
    public string? MistypedOption(ParseResult parsed)
    {
        var names = parsed.CommandResult.Children.OfType<ArgumentResult>().Where(argument => argument.Argument is not SignedArgument).SelectMany(argument => argument.Tokens).Select(token => token.Value).ToHashSet();
        // Of --json=maybe the parser takes the half that is no value of --json.
        return Words.TakeWhile(word => word != "--").FirstOrDefault(word => word is ['-', _, ..]
            && (names.Contains(word) || (word.Split('=', 2) is [_, var value] && names.Contains(value) && !Words.Contains(value))));
    }
}
