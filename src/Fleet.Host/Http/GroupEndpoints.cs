using Fleet.Actors.Levels;
using Fleet.Actors.ReadSide;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Mvc;

namespace Fleet.Host.Http;

/// <summary>Groups: a group exists when a client is in it, or settings were put to it.</summary>
internal static class GroupEndpoints
{
    public static void MapGroups(this IEndpointRouteBuilder v1) => v1.MapGet("/groups", (HttpRequest request, [FromServices] FleetReadModel fleet, [FromServices] FleetLevels levels, CancellationToken cancel) => List(request.Question(), fleet, levels, cancel))
        .Describes("listGroups", "List groups", "A group exists when a client is in it, or settings were put to it. In the order of names, page by page.")
        .Asks(ApiParameters.Limit, ApiParameters.Cursor, ApiParameters.MinOffset)
        .Answers("A page of groups.", () => Examples.Groups);

    public static async Task<GroupPageJson> List(QuestionText question, FleetReadModel fleet, FleetLevels levels, CancellationToken cancel)
    {
        await fleet.WaitFor(question.MinOffset(), cancel);
        var (limit, cursor, book) = (question.PageLimit(), question.PageCursor(), levels.Node.Book);
        var page = await fleet.Ask(queries => queries.GroupNames([.. book.Groups], limit, cursor), cancel);
        return new GroupPageJson(page.Items.Select(group => new GroupPageJson.NamedGroupJson(group.Name, group.Clients, group.Settings)), page.Next, page.Offset);
    }
}
