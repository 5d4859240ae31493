using Fleet.Actors.ReadModel;
using Fleet.Core.Vocabulary;
using Microsoft.AspNetCore.Mvc;

namespace Fleet.Host.Http;

/// <summary>What became of a client, and why it is as it is.</summary>
internal static class PastEndpoints
{
    public static void MapPast(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/clients/{id}/history", History).Asks("at", "sort", "limit", "cursor", "minOffset");
        v1.MapGet("/clients/{id}/explain", Explain).Asks("at", "minOffset");
    }

    private static async Task<IResult> History(string id, HttpRequest request, [FromServices] FleetReadModel fleet, CancellationToken cancel)
    {
        if (!ClientId.TryParse(id, out var client))
            return Problems.BadClientId;
        var question = request.Question();
        await fleet.Queries.WaitFor(question.MinOffset(), cancel);
        return TypedResults.Ok(HistoryJson.Of(fleet.Queries.History(question.History(client))));
    }

    private static async Task<IResult> Explain(string id, HttpRequest request, [FromServices] FleetReadModel fleet, CancellationToken cancel)
    {
        if (!ClientId.TryParse(id, out var client))
            return Problems.BadClientId;
        var question = request.Question();
        await fleet.Queries.WaitFor(question.MinOffset(), cancel);
        var at = question.Moment("at");
        return TypedResults.Ok(ExplanationJson.Of(
            at is { } moment ? fleet.Queries.Explain(client, moment) : fleet.Queries.Explain(client), at));
    }
}
