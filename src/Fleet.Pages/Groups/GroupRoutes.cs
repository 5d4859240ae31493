using System.Globalization;
using Fleet.Pages.Answers;
using Fleet.Pages.Serving;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Routing;

namespace Fleet.Pages.Groups;

/// <summary>Groups with their settings, and those of the fleet.</summary>
internal static class GroupRoutes
{
    public static void MapGroups(this IEndpointRouteBuilder pages)
    {
        pages.MapPage("/groups", ["by", "limit", "cursor", "minOffset"], ShowAll);
        pages.MapForm("/groups", ShowAll, request => Put(request, null, "/groups"));
        pages.MapPage("/groups/{name}", ["minOffset"], ShowOne);
        pages.MapForm("/groups/{name}", ShowOne, request => Put(request, request.Route("name"), $"/groups/{request.Route("name")}"));
    }

    private static async Task<PageView> ShowAll(PageRequest request)
    {
        var (asked, questions, cancel) = (request.Address.Without("by"), request.Questions, request.Cancel);
        var form = SettingsForm.Of(request, "/groups", await questions.Level(null, new PageAddress(""), cancel), "/fleet");
        GroupsModel model;
        if (request.Address.Value("by") switch { null => false, "name" => true, _ => throw Wrong() })
        {
            var page = await questions.Groups(asked, cancel);
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
        var level = await questions.Level(name, new PageAddress(""), cancel);
        var group = (await questions.Summary(request.Address.Only("minOffset").With("by", "group").With("group", name), cancel)).Items!;
        return PageView.Of<GroupBody>(name, "/groups", new GroupModel(name, group.Count > 0 ? group[0] : null, SettingsForm.Of(request, $"/groups/{name}", level, $"/group/{name}")));
    }

    private static async Task<PageAddress> Put(PageRequest request, string? group, string page)
    {
        var put = await request.Acts.PutLevel(request.Http, group, SettingsForm.BodyOf(request.Filled).Bytes(), request.Filled["version"].ToString(), request.Cancel);
        return new PageAddress(page).With("minOffset", put.Offset.ToString(CultureInfo.InvariantCulture));
    }

    private static RefusedException Wrong() => new(new ProblemJson(400, "out-of-range", "by takes name; without it the worst groups come first.", "by", null, null, "Bad Request"));
}
