using Fleet.Actors.ReadModel;
using Microsoft.AspNetCore.Mvc;

namespace Fleet.Host.Http;

/// <summary>The fleet as a whole: counts, now and in the past, and what became of it in between.</summary>
internal static class FleetEndpoints
{
    public static void MapFleet(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/fleet/summary", Summary).Asks("group", "at", "minOffset");
        v1.MapGet("/fleet/diff", Diff).Asks("from", "to", "group", "limit", "cursor");
    }

    private static async Task<SummaryJson> Summary(HttpRequest request, [FromServices] FleetReadModel fleet, CancellationToken cancel)
    {
        var question = request.Question();
        await fleet.Queries.WaitFor(question.MinOffset(), cancel);
        var groups = question.Groups();
        return SummaryJson.Of(question.Moment("at") is { } at ? fleet.Queries.Summary(at, groups) : fleet.Queries.Summary(groups));
    }

    private static DiffJson Diff(HttpRequest request, [FromServices] FleetReadModel fleet) => DiffJson.Of(fleet.Queries.Diff(request.Question().Diff()));
}
