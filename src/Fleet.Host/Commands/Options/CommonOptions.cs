using System.CommandLine;
using System.CommandLine.Parsing;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Stored;
using Fleet.Host.Settings;
using Fleet.Host.Starting;

namespace Fleet.Host.Commands.Options;

/// <summary>What all commands have in common: the server they ask, and the form of the answer.</summary>
/// <param name="screen">Where answers go.</param>
/// <param name="time">What time it is.</param>
/// <param name="settings">The settings on the command line, for what works on the store itself.</param>
internal sealed class CommonOptions(Screen screen, TimeProvider time, string[] settings)
{
    private const string Api = "--api";
    private const string Json = "--json";
    private const string Csv = "--csv";

    /// <summary>Of the environment: where the host is, if no option says so.</summary>
    private const string ApiVariable = "FLEET_API";

    private static readonly Uri UsualApi = new("http://127.0.0.1:5080");

    private readonly Option<Uri?> _api = new(Api)
    {
        Description = $"Where the host's HTTP API is. Default: {ApiVariable} of the environment, else {UsualApi.GetLeftPart(UriPartial.Authority)}.",
        HelpName = "URL",
        CustomParser = result => Address(Api, result.Tokens[^1].Value, result),
    };

    private readonly Option<bool> _json = new(Json) { Description = "JSON for a machine, as the API has it, instead of tables and sentences.", Recursive = true };

    private readonly Option<bool> _csv = new(Csv)
    {
        Description = "Comma-separated values for a spreadsheet (RFC 4180). A text that begins like a formula has an apostrophe before it.",
    };

    /// <summary>What time it is.</summary>
    public TimeProvider Time => time;

    /// <summary>Whether an argument is one of them; with its value, if there is an equals sign.</summary>
    public static bool IsOne(string argument) => argument.Split('=', 2)[0] is Api or Json or Csv;

    /// <summary>How many arguments one takes, its value included.</summary>
    public static int LengthOf(string option) => option == Api ? 2 : 1;

    /// <summary>Adds the option that every command has.</summary>
    public void AddTo(Command root) => root.Options.Add(_json);

    /// <summary>Says what a command does that asks a host and shows a table.</summary>
    public void Shows(Command command, Func<Asked, CancellationToken, Task> work)
    {
        command.Options.Add(_csv);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_csv) && result.GetValue(_json))
                result.AddError($"{Csv} and {Json} exclude each other.");
        });
        Does(command, work);
    }

    /// <summary>Says what a command does that asks a host.</summary>
    public void Does(Command command, Func<Asked, CancellationToken, Task> work) => Does(command, async (asked, cancel) =>
    {
        await work(asked, cancel);
        return (int)ExitCode.Good;
    });

    /// <summary>The same of a command that has exit codes of its own.</summary>
    public void Does(Command command, Func<Asked, CancellationToken, Task<int>> work)
    {
        command.Options.Add(_api);
        Uri? usual = null;
        command.Validators.Add(result => usual = result.GetResult(_api) is null && Environment.GetEnvironmentVariable(ApiVariable) is { Length: > 0 } text ? Address(ApiVariable, text, result) : UsualApi);
        command.SetAction(async (parsed, cancel) =>
        {
            using var api = new FleetApi(parsed.GetValue(_api) ?? usual!);
            return await work(new Asked(parsed, api, screen, time, parsed.GetValue(_json), parsed.GetValue(_csv)), cancel);
        });
    }

    /// <summary>Says what a command does with the store itself, by the settings that a host would have here.</summary>
    public void DoesToStore(Command command, Func<StoreWork, CancellationToken, Task> work) => command.SetAction((parsed, cancel) =>
        work(new StoreWork(parsed, FleetSettings.From(SettingsExtensions.CreateBuilder(settings).Configuration), screen, time, parsed.GetValue(_json)), cancel));

    private static Uri? Address(string name, string text, SymbolResult result)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/" })
            return uri;
        result.AddError($"{name} takes an address such as {UsualApi.GetLeftPart(UriPartial.Authority)}; '{text}' is not that.");
        return null;
    }
}
