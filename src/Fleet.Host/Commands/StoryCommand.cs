using System.CommandLine;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Host.Commands.Stored;
using Fleet.Story;

namespace Fleet.Host.Commands;

/// <summary><c>fleet story</c>.</summary>
internal static class StoryCommand
{
    public const string Name = "story";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(CommonOptions common)
    {
        var from = MomentOption.Option("--from", $"Where it begins: {MomentOption.Rule}.", common.Time);
        var to = MomentOption.Option("--to", "Where it ends. Default: now.", common.Time);
        from.Required = true;
        var html = new Option<string?>("--html") { Description = "Writes it as a page that needs nothing else, too.", HelpName = "FILE" };
        html.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" or "-" }])
                result.AddError($"{html.Name} takes the name of a file.");
        });
        var command = new Command(Name, $"""
            Tells what happened between two moments, for somebody who was not there: what stood out, when it began, at whom, and
            when it was over; how the fleet stood; the worst moments; and who is still not well. Times are UTC.

            What happens now and then on any day is only counted. It asks for the fleet at the beginning and for every change
            since then, {StoryOfHost.MostChanges:N0} at the most. fleet-sim story tells the same of a recording.

            Examples:
              fleet story --from -2h
              fleet story --from 14:00 --to 15:00 --html incident.html
              fleet story --from "yesterday 08:00" --to "yesterday 18:00" --json
            """)
        {
            from, to, html,
        };
        common.Does(command, async (asked, cancel) =>
        {
            using var page = asked.Parsed.GetValue(html) is { } file ? new NewFile(file, mayReplace: true, cancel) : null;
            var (story, start) = await new StoryOfHost(asked.Api, asked.Screen, isWatched: asked.Screen.Width is not null && !asked.AsJson)
                .Ask(ToMilliseconds(asked.Parsed.GetValue(from)!.Value), Earlier(asked.Parsed.GetValue(to), asked.Time.GetUtcNow()), cancel);
            Show(asked, story, new StoryClock(start, story.From, story.To), page);
        });
        return command;
    }

    private static void Show(Asked asked, FleetStory story, StoryClock clock, NewFile? page)
    {
        var title = $"The fleet at {asked.Api.Address}";
        if (page is not null)
        {
            using (var text = new StreamWriter(page.Stream, leaveOpen: true))
                text.Write(StoryPage.Of(story, title, clock, whatIf: [], Made(asked)));
            page.Keep();
        }

        if (asked.AsJson)
            asked.Screen.WriteJson(JsonSerializer.SerializeToUtf8Bytes(StoryDocument.Of(story, title, clock), Json));
        else
            asked.Screen.WriteRaw(string.Concat(StoryText.Lines(story, title, clock, asked.Screen.Width).Select(line => line + "\n")));
    }

    private static IEnumerable<(string Name, string Value)> Made(Asked asked) =>
    [
        ("asked at", Times.Exact(asked.Time.GetUtcNow())),
        ("host", asked.Api.Address),
        ("by", $"fleet {typeof(StoryCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion} on {Environment.MachineName}"),
        ("command", $"fleet {string.Join(' ', asked.Parsed.Tokens.Select(token => token.Value.Contains(' ', StringComparison.Ordinal) ? $"\"{token.Value}\"" : token.Value))}"),
    ];

    /// <summary>As exact as the API takes it.</summary>
    private static DateTimeOffset ToMilliseconds(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMillisecond));

    private static DateTimeOffset Earlier(DateTimeOffset? moment, DateTimeOffset now) => moment is { } asked && asked < now ? asked : now;
}
