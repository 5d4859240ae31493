using Fleet.Actors.Levels;
using Fleet.Actors.ReadSide;
using Fleet.Core.Vocabulary;
using Fleet.Host.OpenApi;
using Microsoft.AspNetCore.Mvc;

namespace Fleet.Host.Http;

/// <summary>What became of a client, and why it is as it is.</summary>
internal static class PastEndpoints
{
    public static void MapPast(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/clients/{id}/history", (string id, HttpRequest request, [FromServices] FleetReadModel fleet, CancellationToken cancel) => History(id, request.Question(), fleet, cancel))
            .Describes("getHistory", "Get a client's history", "Each change: when it was observed and recorded, its cause, the facts, and the icons. A forgotten client keeps its history. What a row changed that cannot be read is told by the next one.")
            .Asks(ApiParameters.Id, ApiParameters.At, ApiParameters.HistorySort, ApiParameters.Limit, ApiParameters.Cursor, ApiParameters.MinOffset)
            .Answers("A page of changes.", () => Examples.History)
            .Refuses(Problems.BadClientId, Problems.UnknownClient);
        v1.MapGet("/clients/{id}/explain", (string id, HttpRequest request, [FromServices] FleetReadModel fleet, [FromServices] KnownLevels settings, CancellationToken cancel) => Explain(id, request.Question(), fleet, settings, cancel))
            .Describes("explainClient", "Explain a client", "Why it is as it is: the row of the icon table, the conditions with what to do about each, and the very change that made each fact what it is.")
            .Asks(ApiParameters.Id, ApiParameters.At, ApiParameters.MinOffset)
            .Answers("The explanation.", () => Examples.Explanation)
            .Refuses(Problems.BadClientId, Problems.UnknownClient, Problems.ForgottenClient, QueryProblems.Damaged);
    }

    public static async Task<IResult> History(string id, QuestionText question, FleetReadModel fleet, CancellationToken cancel)
    {
        if (!ClientId.TryParse(id, out var client))
            return Problems.BadClientId;
        await fleet.WaitFor(question.MinOffset(), cancel);
        var history = question.History(client);
        return TypedResults.Ok(ApiAnswers.Of(await fleet.Ask(queries => queries.History(history), cancel)));
    }

    public static async Task<IResult> Explain(string id, QuestionText question, FleetReadModel fleet, KnownLevels settings, CancellationToken cancel)
    {
        if (!ClientId.TryParse(id, out var client))
            return Problems.BadClientId;
        await fleet.WaitFor(question.MinOffset(), cancel);
        var at = question.Moment("at");
        var why = await fleet.Ask(queries => at is { } moment ? queries.Explain(client, moment) : queries.Explain(client), cancel);
        var book = at is { } then ? await fleet.Ask(queries => queries.SettingsAt(then, [why.Client.State.Group]), cancel) : settings.Book;
        return TypedResults.Ok(ApiAnswers.Of(why, at, book));
    }
}
