using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Api;

namespace Fleet.Host.Commands.Options;

/// <summary>Which level of settings a command is about: the fleet's, unless a group or a client is named.</summary>
internal sealed class LevelOptions
{
    private readonly Option<string?> _group = new("--group") { Description = "Of this group.", HelpName = "GROUP" };
    private readonly Option<string?> _client = new("--client") { Description = "Of this client.", HelpName = "ID" };

    public LevelOptions()
    {
        _group.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !GroupName.TryParse(token.Value, out _))
                result.AddError($"--group takes {GroupName.Rule}; '{token.Value}' is not that.");
        });
        _client.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !ClientId.TryParseAddressable(token.Value, out _))
                result.AddError($"--client takes {ClientId.Rule}; '{token.Value}' is not that.");
        });
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_group);
        command.Options.Add(_client);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_group) is not null && result.GetValue(_client) is not null)
                result.AddError("--group and --client exclude each other.");
        });
    }

    /// <summary>One of the options is there.</summary>
    public bool IsGiven(CommandResult command) => command.GetValue(_group) is not null || command.GetValue(_client) is not null;

    /// <summary>The client that is named; null: none is.</summary>
    public string? ClientOf(ParseResult parsed) => parsed.GetValue(_client);

    /// <summary>The level's name in a sentence.</summary>
    public string NameOf(ParseResult parsed) => parsed.GetValue(_client) ?? (parsed.GetValue(_group) is { } group ? $"group {group}" : "The fleet");

    /// <summary>The address of what the level says.</summary>
    public ApiQuestion Settings(ParseResult parsed) => new(
        parsed.GetValue(_client) is { } client ? $"v1/clients/{Uri.EscapeDataString(client)}/settings"
        : parsed.GetValue(_group) is { } group ? $"v1/groups/{Uri.EscapeDataString(group)}/settings"
        : "v1/settings");

    /// <summary>Whether a text is a JSON object.</summary>
    public static bool IsJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
