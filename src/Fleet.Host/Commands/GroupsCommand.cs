using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary><c>fleet groups</c>.</summary>
internal static class GroupsCommand
{
    private static readonly CsvTable<GroupPageJson.NamedGroupJson> Table = new(
        [("name", group => group.Name.Value), ("clients", group => group.Clients), ("settings", group => group.Settings)]);

    public static Command Create(CommonOptions common)
    {
        var paging = new Paging();
        var command = new Command("groups", """
            Lists the groups: those that clients are in, and those that settings were put to.

            Examples:
              fleet groups
              fleet groups --all --csv
            """);
        paging.AddTo(command);
        common.Shows(command, (asked, cancel) =>
        {
            var sheet = new Sheet(new Column("GROUP"), new Column("CLIENTS") { Counts = true }, new Column("SETTINGS"));
            var view = AnswerView.Of<GroupPageJson, GroupPageJson.NamedGroupJson>(page => Show(page, sheet, asked.Screen), Table, page => page.Items) with { Nothing = "There are no groups." };
            return asked.ShowPages(new ApiQuestion("v1/groups"), paging, view, cancel);
        });
        return command;
    }

    private static void Show(GroupPageJson page, Sheet sheet, Screen screen)
    {
        var groups = page.Items.ToList();
        foreach (var group in groups)
            sheet.Add(group.Name.Value, $"{group.Clients:N0}", group.Settings ? "of its own" : "inherited");
        if (groups.Count > 0)
            sheet.Write(screen);
    }
}
