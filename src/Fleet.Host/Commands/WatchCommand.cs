using System.CommandLine;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Commands;

/// <summary><c>fleet watch</c>.</summary>
internal static class WatchCommand
{
    public static Command Create(CommonOptions common)
    {
        var after = AfterOption();
        var since = MomentOption.Option("--since", $"Begins with what was recorded after this moment: {MomentOption.Rule}.", common.Time);
        FilterOption[] filters =
        [
            FilterOption.Of(ClientFilters.Group, common.Time),
            FilterOption.Of(ClientFilters.Connection with { Help = "Only changes to this connection" }, common.Time),
            FilterOption.Of(ClientFilters.Condition with { Help = "Only changes to an icon with this condition" }, common.Time),
        ];
        var command = new Command("watch", """
            Shows icon changes as they happen, until Ctrl+C. If the connection breaks it goes on where it was: no change is
            left out, none comes twice. With --json each change is a line.

            Examples:
              fleet watch --group kiosk --connection offline
              fleet watch --since -5m
              fleet watch --after 0 --json | head -1000
            """)
        {
            since, after,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(since) is not null && result.GetResult(after) is not null)
                result.AddError("--since and --after exclude each other.");
        });
        foreach (var filter in filters)
            command.Options.Add(filter.Option);
        common.Does(command, (asked, cancel) =>
        {
            var question = filters.Aggregate(new ApiQuestion("v1/icon-changes"), (all, filter) => filter.AddTo(all, asked.Parsed))
                .With("from", asked.Parsed.GetValue(since))
                .With("after", asked.Parsed.GetValue(after));
            var log = new ChangeLog(asked.Screen);
            var feed = new IconChangeFeed(asked.Api, question, (reason, wait) => asked.Screen.Note($"{reason} Trying again in {wait.TotalSeconds:0.#} s."), asked.Time);
            return feed.Follow(item => Tell(item, asked, log), cancel);
        });
        return command;
    }

    private static Option<long?> AfterOption() => new("--after")
    {
        Description = "Begins with the change after this offset; 0 is the beginning. Default: with what happens from now on.",
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
                return offset;
            result.AddError($"--after takes one offset of the journal: a whole number, 0 or more; '{text}' is not that.");
            return null;
        },
    };

    private static void Tell(SseItem<string> item, Asked asked, ChangeLog log)
    {
        var json = Encoding.UTF8.GetBytes(item.Data);
        switch (item.EventType)
        {
            case "icon-change" when asked.AsJson:
                asked.Screen.WriteJson(json);
                break;
            case "icon-change":
                log.Write(new ApiAnswer(json).Read<IconChangeJson>());
                break;
            case "caught-up":
                asked.Screen.Note(string.Create(CultureInfo.InvariantCulture, $"Up to date at offset {item.EventId}: what follows happens now."));
                break;
            default:
                // A checkpoint: it moves the place to resume from, and tells a person nothing.
                break;
        }
    }
}
