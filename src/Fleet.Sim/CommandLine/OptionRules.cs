using System.CommandLine;
using System.CommandLine.Parsing;
using Fleet.Sim.Recording;

namespace Fleet.Sim.CommandLine;

/// <summary>Which options do not go together, and which need another, of all commands: so that none is taken and then ignored.</summary>
internal static class OptionRules
{
    private static readonly (string Given, string[] Others, string Why)[] Apart =
    [
        ("--in-process", ["--server", "--api", "--connections", "--logins", "--slo", "--own-host", "--nodes", "--store", "--readers", "--ca", "--workers"], "has no server"),
        ("--store", ["--server", "--api", "--ca"], "is what a host of its own begins with"),
        ("--own-host", ["--server", "--api", "--ca"], "starts a server, these name one"),
        ("--into-live", ["--own-host"], "is for clients that a server knows, and a host of its own knows nobody"),
    ];

    /// <summary>Known to a command only to be told what to do in its place.</summary>
    private static readonly (string Command, string[] Given, string Why)[] Elsewhere =
    [
        ("demo", ["--server", "--api"], "starts a host of its own; a server is driven by fleet-sim run office-day --server URL --api URL"),
    ];

    /// <summary>Needed in a command only that has the other one at all.</summary>
    private static readonly (string Command, string Given, string Needed, string Why)[] Together =
    [
        ("run", "--seeds", "--in-process", "a server is driven through one seed"),
        ("demo", "--seeds", "--in-process", "a server is driven through one seed"),
        ("run", "--nodes", "--own-host", "it says how many of them there are"),
        ("replay", "--nodes", "--own-host", "it says how many of them there are"),
        ("capacity", "--ca", "--server", "a host of its own speaks no TLS"),
        ("capacity", "--into-live", "--server", "nobody lives on a host of its own"),
        ("story", "--ca", "--from", "a recording comes from no server"),
        ("verify", "--ca", "--api", "nothing else is asked"),
        ("run", "--token", "--workers", "it is their token"),
        ("capacity", "--token", "--workers", "it is their token"),
        ("capacity", "--server", "--api", "a server is asked there whether it has settled between two trials"),
    ];

    /// <summary>Has a command keep to them.</summary>
    public static void Guard(Command command)
    {
        foreach (var name in Elsewhere.Where(rule => rule.Command == command.Name).SelectMany(rule => rule.Given))
            command.Options.Add(new Option<string[]>(name) { Hidden = true });
        command.Validators.Add(result => Check(command, result));
    }

    private static void Check(Command command, CommandResult result)
    {
        // Else a slip would be looked for as a file.
        foreach (var slip in result.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).Where(text => text is ['-', _, ..]))
            result.AddError($"'{slip}' is no option of fleet-sim {command.Name}. If it is meant as the name of a file, write ./{slip}.");
        var given = result.Children.OfType<OptionResult>().Where(IsGiven).ToList();
        var names = given.Select(option => option.Option.Name).ToHashSet();
        foreach (var (one, others, why) in Apart.Where(rule => names.Contains(rule.Given)))
        {
            foreach (var other in others.Where(names.Contains))
                result.AddError($"{one} {why}: {other} does not go with it.");
        }

        foreach (var (_, others, why) in Elsewhere.Where(rule => rule.Command == command.Name))
        {
            foreach (var other in others.Where(names.Contains))
                result.AddError($"{command.Name} {why}: {other} is not for it.");
        }

        foreach (var (_, one, needed, why) in Together.Where(rule => rule.Command == command.Name && names.Contains(rule.Given) && !names.Contains(rule.Needed)))
            result.AddError($"{one} needs {needed} beside it: {why}.");
        var onOutput = given.Where(option => option.Option is OutputOption && option.Tokens.Any(token => token.Value == AtomicFile.StandardOutput)).ToList();
        if (onOutput.Count > 1)
            result.AddError($"{string.Join(" and ", onOutput.Select(option => option.Option.Name))} cannot both go to standard output.");
    }

    private static bool IsGiven(OptionResult option) =>
        !option.Implicit && !(option.Option is Option<bool> && option.Tokens.Any(token => bool.TryParse(token.Value, out var on) && !on));
}
