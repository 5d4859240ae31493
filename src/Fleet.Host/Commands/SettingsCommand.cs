using System.CommandLine;
using System.Text.Json.Nodes;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary><c>fleet settings</c>.</summary>
internal static class SettingsCommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command("settings", """
            Shows and changes what clients are to do: of the whole fleet, of a group (--group), or of one client (--client).

            Examples:
              fleet settings show --client pc-1
              fleet settings put --group kiosks '{"realTimeScan":"enabled"}'
              fleet settings patch --group kiosks privileges.roaming=false updates.schedule.every=day updates.schedule.at=12:00
              fleet settings patch --where 'connection=offline&roamingPrivilege=false' privileges.roaming=true
              fleet settings history --group kiosks
            """)
        {
            Show(common), Put(common), Patch(common), History(common),
        };
        return command;
    }

    private static Command Show(CommonOptions common)
    {
        var level = new LevelOptions();
        var at = MomentOption.Option("--at", $"As it was then: {MomentOption.Rule}.", common.Time);
        var command = new Command("show", "Shows what a level says; of a client, what is in force for it, where each setting comes from, and whether it has it.") { at };
        level.AddTo(command);
        common.Does(command, async (asked, cancel) =>
        {
            var (screen, moment) = (asked.Screen, asked.Parsed.GetValue(at));
            if (level.ClientOf(asked.Parsed) is not { } client)
            {
                var said = await asked.Api.Get(level.Settings(asked.Parsed).With("at", moment), cancel);
                SettingsSheet.Show(screen, said, asked.AsJson);
                return;
            }

            var answer = await asked.Api.Get(new ApiQuestion($"v1/clients/{Uri.EscapeDataString(client)}").With("at", moment), cancel);
            if (asked.AsJson)
                screen.WriteJson(System.Text.Encoding.UTF8.GetBytes(JsonNode.Parse(answer.Json)!["settings"]!.ToJsonString()));
            else
                SettingsSheet.Show(screen, answer.Read<ClientJson>().Settings);
        });
        return command;
    }

    private static Command Put(CommonOptions common)
    {
        var level = new LevelOptions();
        var json = new Argument<string?>("JSON") { Description = "All that the level says, as the API takes it; what is not there is inherited.", Arity = ArgumentArity.ZeroOrOne };
        var remove = new Option<bool>("--remove") { Description = "The level says nothing any more." };
        var command = new Command("put", "Says what a level is to say, in the place of what it says.") { json, remove };
        level.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(remove) == (result.GetResult(json) is { Tokens.Count: > 0 }))
                result.AddError("fleet settings put takes either JSON or --remove.");
            else if (result.GetValue(json) is { } text && !LevelOptions.IsJson(text))
                result.AddError($"JSON takes an object such as {{\"realTimeScan\":\"enabled\"}}; '{text}' is not that.");
        });
        common.Does(command, async (asked, cancel) =>
        {
            var question = level.Settings(asked.Parsed);
            var answer = asked.Parsed.GetValue(json) is { } text ? await asked.Api.Put(question, JsonNode.Parse(text), cancel) : await asked.Api.Delete(question, cancel);
            Say(asked, answer, $"{level.NameOf(asked.Parsed)} says so");
        });
        return command;
    }

    private static Command Patch(CommonOptions common)
    {
        var level = new LevelOptions();
        var where = new Option<string?>("--where") { Description = "Of each client that GET /v1/clients lists for these filters, such as 'connection=offline&group=kiosks'.", HelpName = "FILTERS" };
        var changes = new Argument<string[]>("NAME=VALUE") { Description = "A setting by its path, such as privileges.roaming=true; null inherits it.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("patch", "Changes some of what is said, and leaves the rest as it is.") { where, changes };
        level.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(where) is not null && level.IsGiven(result))
                result.AddError("--where, --group and --client exclude each other.");
            foreach (var token in result.GetResult(changes)?.Tokens ?? [])
            {
                if (token.Value.IndexOf('=') < 1)
                    result.AddError($"A change takes NAME=VALUE, such as privileges.roaming=true; '{token.Value}' is not that.");
            }
        });
        common.Does(command, async (asked, cancel) =>
        {
            var patch = SettingsPatchText.Read(asked.Parsed.GetRequiredValue(changes));
            var target = asked.Parsed.GetValue(where) is { } filter ? new JsonObject { ["filter"] = filter }
                : level.ClientOf(asked.Parsed) is { } client ? new JsonObject { ["clients"] = new JsonArray(client) }
                : null;
            if (target is null)
            {
                Say(asked, await asked.Api.Patch(level.Settings(asked.Parsed), patch, cancel), $"{level.NameOf(asked.Parsed)} says so");
                return;
            }

            var answer = await asked.Api.Post(new ApiQuestion("v1/settings/changes"), new JsonObject { ["target"] = target, ["patch"] = patch }, cancel);
            if (asked.AsJson)
                asked.Screen.WriteJson(answer.Json);
            else if (answer.Read<SettingsChangedJson>() is var changed)
                asked.Screen.WriteLine($"{changed.Clients:N0} {(changed.Clients == 1 ? "client says" : "clients say")} so, at offset {changed.Offset}.");
        });
        return command;
    }

    private static Command History(CommonOptions common)
    {
        var level = new LevelOptions();
        var newest = new Option<bool>("--newest") { Description = "The latest change first." };
        var paging = new Paging();
        var command = new Command("history", "Lists what a level said: when, by whom, before and after.") { newest };
        level.AddTo(command);
        paging.AddTo(command);
        common.Shows(command, (asked, cancel) =>
        {
            var question = (level.Settings(asked.Parsed) with { Path = $"{level.Settings(asked.Parsed).Path}/history" }).With("sort", asked.Parsed.GetValue(newest) ? "-offset" : null);
            return asked.ShowPages(question, paging, SettingsSheet.HistoryView(asked.Screen), cancel);
        });
        return command;
    }

    private static void Say(Asked asked, ApiAnswer answer, string what)
    {
        if (asked.AsJson)
            asked.Screen.WriteJson(answer.Json);
        else
            asked.Screen.WriteLine($"{what}, at offset {answer.Read<LevelPutJson>().Offset}.");
    }
}
