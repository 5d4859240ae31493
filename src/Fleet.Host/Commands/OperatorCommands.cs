using Fleet.Host.Starting;
using System.CommandLine;
using Fleet.Journal.Backup;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Host.Commands.Tasks;
using Fleet.Host.Settings;

namespace Fleet.Host.Commands;

/// <summary>The operator's half of the executable: commands that ask a running host, or work on its store.</summary>
internal static class OperatorCommands
{
    /// <summary>These work on the store itself, and take the host's settings.</summary>
    private static readonly string[] OnStore = [BackupCommand.Name, RestoreCommand.Name];

    /// <summary>Whether these arguments are a command's; else they are the settings of a host that is to serve.</summary>
    public static bool Take(string[] args) => OrderedArguments.Of(args).IsCommand;

    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>The exit code, one of <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(string[] args, Screen screen, TimeProvider time, CancellationToken cancel)
    {
        var line = OrderedArguments.Of(args);
        // What is no setting of a command is one of its errors.
        var parsed = Root(screen, time, line.Settings).Parse(OnStore.Contains(line.Words[0]) ? line.Words : [.. line.Words, .. line.Settings]);
        // Help about a command that does not exist would be help about all of them. A shell asks what may stand in a line that is not whole yet.
        if (!CompletionCommand.IsQuestion(line.Words) && (parsed.Errors.Count > 0 || (parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens.Count > 0)))
            return Misunderstood(parsed, screen);
        if (line.MistypedOption(parsed) is { } option)
        {
            screen.Note($"fleet: '{option}' is no option of fleet {parsed.CommandResult.Command.Name}. If it is meant as a name, write -- before it.");
            return BadUsage(parsed);
        }

        if (parsed.CommandResult.Command is RootCommand root)
            root.Subcommands.ToList().ForEach(command => command.Description = FirstSentence(command.Description!));
        try
        {
            var code = await parsed.InvokeAsync(
                new InvocationConfiguration { Output = screen.Console.Profile.Out.Writer, EnableDefaultExceptionHandler = false }, cancel);
            // One that hangs is not waited for; the number is that of Ctrl+C then too, whichever the signal.
            return code == 128 + 15 ? (int)ExitCode.Interrupted : code;
        }
        catch (OperationCanceledException)
        {
            return (int)ExitCode.Interrupted;
        }
        catch (ApiException e)
        {
            screen.Note($"fleet: {AsTyped(e, parsed)}{(e.RetryAfterSeconds is { } seconds ? $" Try again in {seconds} s." : "")}");
            return (int)CodeOf(e);
        }
        catch (CannotStartException e)
        {
            screen.Note($"fleet: {e.Message}");
            return e.ExitCode;
        }
        catch (BackupException e)
        {
            screen.Note($"fleet: {e.Message}");
            return (int)ExitCode.BadUsage;
        }
        catch (IOException e) when (StandardOutput.IsClosed(e))
        {
            return (int)ExitCode.PipeClosed;
        }
        catch (IOException e)
        {
            screen.Note($"fleet: {e.Message}");
            return (int)ExitCode.Failed;
        }
    }

    private static RootCommand Root(Screen screen, TimeProvider time, string[] settings)
    {
        var common = new CommonOptions(screen, time, settings);
        var root = new RootCommand("""
            Without a command, fleet serves: HTTP on 5080, gRPC on 5081, data in ./data. Settings say otherwise, such as
            --Fleet:Http=http://127.0.0.1:8080 (docs/configuration.md has all of them).

            The commands ask a host that serves: that of --api URL, or of FLEET_API in the environment, else the one on
            http://127.0.0.1:5080. backup and restore work on its store.

            Exit codes: 0 good, 1 the host refused or failed, 2 bad usage, 7 no host answers, 130 interrupted; those of check
            are the ones of monitoring plug-ins.
            """)
        {
            ClientsCommand.Create(common),
            SummaryCommand.Create(common),
            HistoryCommand.Create(common),
            ExplainCommand.Create(common),
            WatchCommand.Create(common),
            ChangesCommand.Create(common),
            DiffCommand.Create(common),
            StoryCommand.Create(common),
            CheckCommand.Create(common),
            VerifyCommand.Create(common),
            NoteCommand.Create(common),
            TagCommand.Create(common),
            TaskCommand.Create(common),
            SettingsCommand.Create(common),
            GroupsCommand.Create(common),
            ForgetCommand.Create(common),
            AuditCommand.Create(common),
            RebuildCommand.Create(common),
            BackupCommand.Create(common),
            RestoreCommand.Create(common),
            CompletionCommand.Create(screen),
        };
        common.AddTo(root);
        return root;
    }

    /// <summary>Of a command, where all of them are told: its own help tells the rest.</summary>
    private static string FirstSentence(string description) => description.ReplaceLineEndings(" ").Split(". ", 2)[0].Split(':', 2)[0].TrimEnd('.') + ".";

    private static int Misunderstood(ParseResult parsed, Screen screen)
    {
        var command = parsed.CommandResult.Command;
        var word = parsed.UnmatchedTokens is [var unknown, ..] ? unknown : parsed.Tokens[0].Value;
        if (command is RootCommand && CommonOptions.IsOne(word))
            screen.Note($"fleet: {word} takes a command, such as fleet summary {word}.");
        else if (command is RootCommand)
            screen.Note($"fleet: '{word}' is no command.{Nearest.Hint(word, [.. command.Subcommands.Select(known => known.Name)])}");
        else
            parsed.Errors.Select(error => error.Message).Distinct().ToList().ForEach(screen.Note);
        screen.Note($"{(command is RootCommand ? "fleet" : $"fleet {command.Name}")} --help tells more.");
        return BadUsage(parsed);
    }

    /// <summary>To what runs plug-ins, the 2 of other commands would say that the fleet is in danger.</summary>
    private static int BadUsage(ParseResult parsed) => parsed.CommandResult.Command.Name == CheckCommand.Name ? (int)CheckState.Unknown : (int)ExitCode.BadUsage;

    /// <summary>The host names its parameter; whoever typed an option of that name looks for the option.</summary>
    private static string AsTyped(ApiException refused, ParseResult parsed) =>
        refused.Parameter is { } name && refused.Message.StartsWith($"{name} ", StringComparison.Ordinal) && parsed.CommandResult.Command.Options.Any(option => option.Name == $"--{name}")
            ? $"--{refused.Message}"
            : refused.Message;

    private static ExitCode CodeOf(ApiException refused) => refused.Status switch
    {
        null => ExitCode.Unreachable,
        System.Net.HttpStatusCode.BadRequest => ExitCode.BadUsage,
        _ => ExitCode.Failed,
    };
}
