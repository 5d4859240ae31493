using System.Text.Json;
using Fleet.Actors.ReadSide;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Queries;
using Fleet.ReadModel.Store;
using Microsoft.AspNetCore.Mvc;

namespace Fleet.Host.Http;

/// <summary>What operators did.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder v1) => v1.MapGet("/audit", (HttpRequest request, [FromServices] FleetReadModel fleet, CancellationToken cancel) => List(request.Question(), fleet, cancel))
        .Describes("listActs", "List what operators did", "Every act of an operator that changed something: who, from which address, when, what, and what was before and after it, in the order of the journal. A parameter given twice takes either; different ones are all to hold. A page is short, or empty, where there is little that they take.")
        .Asks([.. ApiParameters.OfAudit, ApiParameters.HistorySort, ApiParameters.Limit, ApiParameters.Cursor, ApiParameters.MinOffset])
        .Answers("A page of acts.", () => Examples.Audit);

    /// <summary>Acts as the API tells them.</summary>
    public static AuditJson Of(AuditPage page) => new(page.Items.Select(Of), page.Next, page.Offset);

    public static async Task<AuditJson> List(QuestionText question, FleetReadModel fleet, CancellationToken cancel)
    {
        await fleet.WaitFor(question.MinOffset(), cancel);
        var wanted = question.Audit();
        return Of(await fleet.Ask(queries => queries.Audit(wanted), cancel));
    }

    private static AuditItemJson Of(RecordedAct act) =>
        new(act.Offset, act.RecordedAt, act.By, act.Address, act.What, act.Target, Value(act.Before), Value(act.After));

    /// <summary>Rows are there for ever: of one whose text is no JSON the text is told, and the list goes on.</summary>
    private static JsonElement Value(string? json)
    {
        try
        {
            return JsonElement.Parse(json ?? "null");
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(json, ApiJson.Options);
        }
    }
}
