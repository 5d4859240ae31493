using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Stored;
using Fleet.Host.Settings;

namespace Fleet.Host.Commands.Options;

/// <summary>What all commands have in common: the server they ask, and the form of the answer.</summary>
/// <param name="screen">Where answers go.</param>
/// <param name="time">What time it is.</param>
/// <param name="settings">The settings on the command line, for what works on the store itself.</param>
internal sealed class CommonOptions(Screen screen, TimeProvider time, string[] settings)
{
    private const string Api = "--api";
    private const string Json = "--json";
    private static readonly Uri UsualApi = new("http://127.0.0.1:5080");

    private readonly Option<Uri?> _api = new(Api)
    {
        Description = $"Where the host's HTTP API is. Default: {UsualApi.GetLeftPart(UriPartial.Authority)}.",
        HelpName = "URL",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/" })
                return uri;
            result.AddError($"--api takes an address such as {UsualApi.GetLeftPart(UriPartial.Authority)}; '{text}' is not that.");
            return null;
        },
    };

    private readonly Option<bool> _json = new(Json) { Description = "JSON for a machine, as the API has it, instead of tables and sentences.", Recursive = true };

    /// <summary>What time it is.</summary>
    public TimeProvider Time => time;

    /// <summary>Whether an argument is one of them; with its value, if there is an equals sign.</summary>
    public static bool IsOne(string argument) => argument.Split('=', 2)[0] is Api or Json;

    /// <summary>How many arguments one takes, its value included.</summary>
    public static int LengthOf(string option) => option == Api ? 2 : 1;

    /// <summary>Adds the option that every command has.</summary>
    public void AddTo(Command root) => root.Options.Add(_json);

    /// <summary>Says what a command does that asks a host.</summary>
    public void Does(Command command, Func<Asked, CancellationToken, Task> work)
    {
        command.Options.Add(_api);
        command.SetAction(async (parsed, cancel) =>
        {
            using var api = new FleetApi(parsed.GetValue(_api) ?? UsualApi);
            await work(new Asked(parsed, api, screen, time, parsed.GetValue(_json)), cancel);
        });
    }

    /// <summary>Says what a command does with the store itself, by the settings that a host would have here.</summary>
    public void DoesToStore(Command command, Func<StoreWork, CancellationToken, Task> work) => command.SetAction((parsed, cancel) =>
        work(new StoreWork(parsed, FleetSettings.From(SettingsExtensions.CreateBuilder(settings).Configuration), screen, time, parsed.GetValue(_json)), cancel));
}
