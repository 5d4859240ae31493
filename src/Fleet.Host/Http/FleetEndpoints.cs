using Fleet.Actors.ReadSide;
using Fleet.ReadModel.Queries;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Mvc;

namespace Fleet.Host.Http;

/// <summary>The fleet as a whole: counts, now and in the past, and what became of it in between.</summary>
internal static class FleetEndpoints
{
    public static void MapFleet(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/fleet/summary", (HttpRequest request, [FromServices] FleetReadModel fleet, CancellationToken cancel) => Summary(request.Question(), fleet, cancel))
            .Describes("getSummary", "Count the fleet", "By connection, icon, condition and group, now or at a moment of the past. A client with several conditions counts for each. With by=group also each group by connection and condition, the worst first.")
            .Asks(ApiParameters.Of(ClientFilters.Group), ApiParameters.At, ApiParameters.By, ApiParameters.Limit, ApiParameters.Cursor, ApiParameters.MinOffset)
            .Answers("The counts.", () => Examples.Summary);
        v1.MapGet("/fleet/diff", (HttpRequest request, [FromServices] FleetReadModel fleet, CancellationToken cancel) => Diff(request.Question(), fleet, cancel))
            .Describes("getDiff", "Compare two moments", "The counts of both, how many clients went from which icon to which, and, page by page, who.")
            .Asks(ApiParameters.From, ApiParameters.To, ApiParameters.Of(ClientFilters.Group), ApiParameters.Limit, ApiParameters.Cursor)
            .Answers("The counts of both moments, and what lies between them.", () => Examples.Diff);
        v1.MapGet("/changes", (HttpRequest request, [FromServices] FleetReadModel fleet, CancellationToken cancel) => Changes(request.Question(), fleet, cancel))
            .Describes("listChanges", "List changes", "All that changed between two moments, whosever it was, in the order of the journal: when, of whom, what, and why. Filters look at the client as it is after the change (a forgotten one: before it); who was uninstalled or moved is in. A page is short, or empty, where there is little between the moments that the filters take.")
            .Asks([.. ApiParameters.Filters, ApiParameters.ChangesFrom, ApiParameters.ChangesTo, ApiParameters.Limit, ApiParameters.Cursor])
            .Answers("A page of changes.", () => Examples.ChangesOfAll);
    }

    public static async Task<FleetSummary> Summary(QuestionText question, FleetReadModel fleet, CancellationToken cancel)
    {
        await fleet.WaitFor(question.MinOffset(), cancel);
        if (question.ByGroup() is { } byGroup)
            return await fleet.AskHeavy(queries => queries.Groups(byGroup), cancel);
        var groups = question.Groups();
        return question.Moment("at") is { } at
            ? await fleet.AskHeavy(queries => queries.Summary(at, groups), cancel)
            : await fleet.Ask(queries => queries.Summary(groups), cancel);
    }

    public static Task<FleetDiff> Diff(QuestionText question, FleetReadModel fleet, CancellationToken cancel) => fleet.Diff(question.Diff(), cancel);

    public static async Task<HistoryJson> Changes(QuestionText question, FleetReadModel fleet, CancellationToken cancel)
    {
        var changes = question.Changes();
        return ApiAnswers.Of(await fleet.AskHeavy(queries => queries.Changes(changes), cancel));
    }
}
