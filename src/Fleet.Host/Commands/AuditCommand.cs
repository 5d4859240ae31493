using System.CommandLine;
using System.Text.Json;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary><c>fleet audit</c>.</summary>
internal static class AuditCommand
{
    private static readonly CsvTable<AuditItemJson> Table = new(
        ("offset", act => act.Offset),
        ("recordedAt", act => act.RecordedAt),
        ("who", act => act.Who),
        ("address", act => act.Address),
        ("what", act => act.What),
        ("target", act => act.Target),
        ("before", act => TextOf(act.Before)),
        ("after", act => TextOf(act.After)));

    public static Command Create(CommonOptions common)
    {
        var from = MomentOption.Option("--from", $"What was recorded after this moment: {MomentOption.Rule}. Default: from the journal's beginning.", common.Time);
        var to = MomentOption.Option("--to", "What was recorded until this moment. Default: now.", common.Time);
        var (who, what, target) = (Names("--who", "Who did it."), Names("--what", "What was done, such as forget or rebuild."), Names("--target", "What was changed: a client's id, or a name that begins with a slash."));
        var newest = new Option<bool>("--newest") { Description = "The latest act first." };
        var paging = new Paging();
        var command = new Command("audit", """
            Lists what operators did: who, from where, when, what, and what was before and after it. An option given twice
            means either; different options are all to hold. What changed nothing is not in it.

            Examples:
              fleet audit --newest --limit 10
              fleet audit --from -1d --what forget --all --csv
              fleet audit --target pc-1
            """)
        {
            from, to, who, what, target, newest,
        };
        paging.AddTo(command);
        common.Shows(command, (asked, cancel) =>
        {
            var question = new ApiQuestion("v1/audit")
                .With("from", asked.Parsed.GetValue(from))
                .With("to", asked.Parsed.GetValue(to))
                .With("who", asked.Parsed.GetValue(who) ?? [])
                .With("what", asked.Parsed.GetValue(what) ?? [])
                .With("target", asked.Parsed.GetValue(target) ?? [])
                .With("sort", asked.Parsed.GetValue(newest) ? "-offset" : null);
            var sheet = new Sheet(
                new Column("RECORDED (UTC)"),
                new Column("WHO"),
                new Column("ADDRESS") { Dispensable = 1 },
                new Column("WHAT"),
                new Column("TARGET"),
                new Column("BEFORE") { Wraps = true, Dispensable = 2 },
                new Column("AFTER") { Wraps = true });
            var view = AnswerView.Of<AuditJson, AuditItemJson>(page => Show(page, sheet, asked.Screen), Table, page => page.Items);
            return asked.ShowPages(question, paging, view with { Nothing = "Nothing of that kind was done." }, cancel);
        });
        return command;
    }

    private static Option<string[]> Names(string name, string description) => new(name) { Description = description, HelpName = "WORD" };

    private static void Show(AuditJson page, Sheet sheet, Screen screen)
    {
        var acts = page.Items.ToList();
        foreach (var act in acts)
            sheet.Add(new StyledText(Times.Precise(act.RecordedAt), Styles.Quiet), OrNothing(act.Who), OrNothing(act.Address), act.What, act.Target, OrNothing(TextOf(act.Before)), OrNothing(TextOf(act.After)));
        if (acts.Count > 0)
            sheet.Write(screen);
    }

    private static StyledText OrNothing(string? text) => text is null ? Styles.Nothing : text;

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetRawText();
}
