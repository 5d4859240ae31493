using System.CommandLine;
using System.Globalization;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands.Tasks;

/// <summary><c>fleet task create</c>.</summary>
internal static class CreateTaskCommand
{
    private static readonly Argument<string> Kind = new("KIND") { Description = $"What clients are to do: {string.Join(" or ", Words.All<TaskKind>())}." };
    private static readonly Option<string[]> Clients = new("--client") { Description = "A client by its id; may be given more than once.", HelpName = "ID" };
    private static readonly Option<string?> Group = new("--group") { Description = "The clients of a group.", HelpName = "GROUP" };
    private static readonly Option<string?> Where = new("--where") { Description = "The clients that GET /v1/clients lists for this question, such as connection=online.", HelpName = "QUERY" };
    private static readonly Option<string?> Id = new("--id") { Description = "Names the task, so that the same may be sent again.", HelpName = "ID" };
    private static readonly Option<bool> Keep = new("--keep") { Description = "Clients that cannot be reached wait until they are back; else they are refused." };
    private static readonly Option<string?> Expires = new("--expires-after") { Description = "How long anybody may be sent it, as d.hh:mm:ss. Default: 1.00:00:00.", HelpName = "SPAN" };
    private static readonly Option<string?> Timeout = new("--timeout") { Description = "How long an attempt may take, as hh:mm:ss. Default: 00:30:00.", HelpName = "SPAN" };
    private static readonly Option<int?> Retries = new("--retries") { Description = "Attempts after a first one that failed or took too long. Default: 0.", HelpName = "N" };
    private static readonly Option<int?> PerMinute = new("--per-minute") { Description = "Targets that are offered it a minute. Default: 600.", HelpName = "N" };
    private static readonly Option<string?> Increase = Pair("--increase", "FACTOR/AFTER", "The rate grows by a factor after so many more were sent it.");
    private static readonly Option<string?> Abort = Pair("--abort", "PERCENT/MINIMUM", "Stops it when so many percent failed, of so many that ended at least.");
    private static readonly Option<string[]> Waves = new("--wave") { Description = "A share in percent, with ! if the next one has to be approved: --wave 5! --wave 95.", HelpName = "PERCENT" };
    private static readonly Option<string?> Note = new("--note") { Description = "For people.", HelpName = "TEXT" };

    public static Command Create(CommonOptions common)
    {
        var command = new Command("create", """
            Has clients do something. Those are meant who are so at this moment; each is in exactly one state from then on.

            Examples:
              fleet task create scan-now --client pc-1 --client pc-2
              fleet task create update-now --where pattern=outdated --keep --per-minute 60
              fleet task create scan-now --group sales --wave 5! --wave 95 --abort 10/20
            """)
        {
            Kind, Clients, Group, Where, Id, Keep, Expires, Timeout, Retries, PerMinute, Increase, Abort, Waves, Note,
        };
        command.Validators.Add(result =>
        {
            if (((Option[])[Clients, Group, Where]).Count(option => result.GetResult(option) is { Tokens.Count: > 0 }) != 1)
                result.AddError("fleet task create takes one of --client, --group and --where.");
        });
        common.Does(command, async (asked, cancel) =>
        {
            var answer = await asked.Api.Post(new ApiQuestion("v1/tasks"), Body(asked.Parsed), cancel);
            if (asked.AsJson)
                asked.Screen.WriteJson(answer.Json);
            else if (answer.Read<TaskMadeJson>() is var made)
                asked.Screen.WriteLine($"Task {made.TaskId} has {made.Targets:N0} targets, {made.Refused:N0} of them refused, at offset {made.Offset}.");
        });
        return command;
    }

    private static Dictionary<string, object> Body(ParseResult parsed)
    {
        var body = new Dictionary<string, object> { ["kind"] = parsed.GetRequiredValue(Kind), ["target"] = Target(parsed) };
        Put(body, "taskId", parsed.GetValue(Id));
        Put(body, "whenUnreachable", parsed.GetValue(Keep) ? Words.Of(WhenUnreachable.Keep) : null);
        Put(body, "expiresAfter", parsed.GetValue(Expires));
        Put(body, "timeout", parsed.GetValue(Timeout));
        Put(body, "retries", parsed.GetValue(Retries));
        Put(body, "note", parsed.GetValue(Note));
        var rollout = new Dictionary<string, object>();
        Put(rollout, "perMinute", parsed.GetValue(PerMinute));
        if (parsed.GetValue(Increase)?.Split('/') is [var factor, var after])
            rollout["increase"] = new { factor = Number(factor), after = Number(after) };
        if (parsed.GetValue(Abort)?.Split('/') is [var percent, var minimum])
            rollout["abort"] = new { failedPercent = Number(percent), minimum = Number(minimum) };
        if (parsed.GetValue(Waves) is { Length: > 0 } waves)
            rollout["waves"] = waves.Select(wave => new { percent = Number(wave.TrimEnd('!')), approve = wave.EndsWith('!') });
        if (rollout.Count > 0)
            body["rollout"] = rollout;
        return body;
    }

    private static object Target(ParseResult parsed) =>
        parsed.GetValue(Group) is { } group ? new { group }
        : parsed.GetValue(Where) is { } filter ? new { filter }
        : new { clients = parsed.GetValue(Clients) ?? [] };

    private static void Put(Dictionary<string, object> body, string name, object? value)
    {
        if (value is not null)
            body[name] = value;
    }

    /// <summary>What is no number is sent as it is: the host tells what the member takes.</summary>
    private static object Number(string text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : text;

    private static Option<string?> Pair(string name, string help, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = help };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value.Split('/').Length != 2)
                result.AddError($"{name} takes {help}, such as {(name == "--abort" ? "10/20" : "1.5/100")}; '{token.Value}' is not that.");
        });
        return option;
    }
}
