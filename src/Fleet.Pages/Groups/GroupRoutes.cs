using System.Globalization;
using Fleet.Pages.Answers;
using Fleet.Pages.Layout;
using Fleet.Pages.Serving;
using Fleet.Pages.Settings;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Routing;

namespace Fleet.Pages.Groups;

/// <summary>Groups with their settings, and those of the fleet.</summary>
internal static class GroupRoutes
{
    public static void MapGroups(this IEndpointRouteBuilder pages)
    {
        pages.MapPage("/groups", ["by", "group", "limit", "cursor", "minOffset"], ShowAll);
        pages.MapForm("/groups", ShowAll, request => Put(request, LevelName.Fleet, "/groups"));
        pages.MapPage("/groups/{name}", ["minOffset"], ShowOne);
        pages.MapForm("/groups/{name}", ShowOne, request => Put(request, new LevelName(request.Route("name"), null), $"/groups/{request.Route("name")}"));
    }

    private static async Task<PageView> ShowAll(PageRequest request)
    {
        var (asked, questions, cancel) = (request.Address.Without("by"), request.Questions, request.Cancel);
        var form = await SettingsForm.Of(request, LevelName.Fleet, "/groups", "/groups", "/fleet");
        GroupsModel model;
        if (request.Address.Value("by") switch { null => false, "name" => true, _ => throw Wrong() })
        {
            // All names: who looks for one of them sees it among the worst.
            var page = await questions.Groups(asked.Without("group"), cancel);
            model = new GroupsModel(request.Address, null, page with { Items = page.Items.ToList() }, form);
        }
        else
        {
            model = new GroupsModel(request.Address, await questions.Summary(asked.With("by", "group"), cancel), null, form);
        }

        return PageView.Of<GroupsBody>("Groups", "/groups", model);
    }

    private static async Task<PageView> ShowOne(PageRequest request)
    {
        var (name, questions, cancel) = (request.Route("name"), request.Questions, request.Cancel);
        var form = await SettingsForm.Of(request, new LevelName(name, null), $"/groups/{name}", $"/groups/{name}", $"/group/{name}");
        var group = (await questions.Summary(request.Address.Only("minOffset").With("by", "group").With("group", name), cancel)).Items!;
        return PageView.Of<GroupBody>(name, "/groups", new GroupModel(name, group.Count > 0 ? group[0] : null, form));
    }

    private static async Task<PageAddress> Put(PageRequest request, LevelName level, string page) =>
        new PageAddress(page).With("minOffset", (await SettingsForm.Put(request, level)).ToString(CultureInfo.InvariantCulture));

    private static RefusedException Wrong() => new(new ProblemJson(400, "out-of-range", "by takes name; without it the worst groups come first.", "by", null, null, "Bad Request"));
}
