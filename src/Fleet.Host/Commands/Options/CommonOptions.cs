using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;

namespace Fleet.Host.Commands.Options;

/// <summary>What all commands have in common: whom they ask, and how they answer.</summary>
internal sealed class CommonOptions(Screen screen, TimeProvider time)
{
    private static readonly Uri UsualApi = new("http://127.0.0.1:5080");

    private readonly Option<Uri?> _api = new("--api")
    {
        Description = $"Where the host's HTTP API is. Default: {UsualApi.GetLeftPart(UriPartial.Authority)}.",
        HelpName = "URL",
        Recursive = true,
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/" })
                return uri;
            result.AddError($"--api takes an address such as {UsualApi.GetLeftPart(UriPartial.Authority)}; '{text}' is not that.");
            return null;
        },
    };

    private readonly Option<bool> _json = new("--json") { Description = "The API's JSON as it is, instead of tables.", Recursive = true };

    /// <summary>What time it is.</summary>
    public TimeProvider Time => time;

    /// <summary>Adds the options that every command has.</summary>
    public void AddTo(Command root)
    {
        root.Options.Add(_api);
        root.Options.Add(_json);
    }

    /// <summary>Says what a command does.</summary>
    public void Does(Command command, Func<Asked, CancellationToken, Task> work) => command.SetAction(async (parsed, cancel) =>
    {
        using var api = new FleetApi(parsed.GetValue(_api) ?? UsualApi);
        await work(new Asked(parsed, api, screen, time, parsed.GetValue(_json)), cancel);
    });
}
