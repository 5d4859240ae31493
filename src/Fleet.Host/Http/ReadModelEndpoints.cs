using Fleet.Actors.Audit;
using Fleet.Actors.Members;
using Fleet.Actors.ReadSide;
using Fleet.Core.Clients;
using Fleet.Host.Clients;
using Fleet.Protocol.Journal;
using Fleet.ReadModel.Queries;
using Fleet.ReadModel.Store;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Mvc;

namespace Fleet.Host.Http;

/// <summary>The tables that queries are answered from: how far they are, and building them anew.</summary>
internal static class ReadModelEndpoints
{
    private const string Address = "/read-model";

    /// <summary>Damaged rows that are named.</summary>
    private const int MostDamage = 100;

    public static void MapReadModel(this IEndpointRouteBuilder v1)
    {
        v1.MapGet(Address, ([FromServices] FleetReadModel fleet, CancellationToken cancel) => Progress(fleet, cancel))
            .Describes("getReadModel", "Get the read model's progress", "How far it is behind the journal, its successor if one is being built, where the journal was replaced (by a backup, or because it was found to miss rows), and which of its rows cannot be read.")
            .Takes()
            .Answers("How far it is.", () => Examples.ReadModel)
            .Refuses(Problems.Unavailable, Problems.StoreAway);
        v1.MapPost(Address + "/rebuild", Rebuild)
            .Describes("rebuildReadModel", "Rebuild the read model", "Anew from the journal, while questions are answered from the old one. Answered at once; nothing if that is under way already.")
            .Takes()
            .Answers("How far it is.", () => Examples.ReadModel)
            .Refuses(Problems.Unavailable, Problems.StoreAway, Problems.OlderNode);
    }

    /// <remarks>The act is kept first: what nobody could look up is not begun.</remarks>
    private static async Task<IResult> Rebuild(
        HttpRequest request, [FromServices] FleetReadModel fleet, [FromServices] OperatorActs acts, [FromKeyedServices(Reads.Managing)] ReadByAll read, CancellationToken cancel)
    {
        var status = await fleet.Status(cancel);
        if (status.Building is null)
        {
            if (!read.IsSo)
                return Problems.OlderNode;
            var act = new Act(Operators.Of(request), "rebuild", $$"""{"generation":{{status.Generation ?? 0}},"offset":{{status.Offset ?? 0}}}""");
            if (await acts.Keep(new LoneAct("/read-model", act), IClients.AnswerWithin, cancel) is { } refusal)
                return refusal.Code == RefusalCode.Unavailable ? Problems.StoreAway : Problems.Of(refusal);
            status = await fleet.Rebuild();
        }

        return TypedResults.Ok(await Of(status, fleet, cancel));
    }

    public static async Task<ReadModelJson> Progress(FleetReadModel fleet, CancellationToken cancel) => await Of(await fleet.Status(cancel), fleet, cancel);

    private static async Task<ReadModelJson> Of(ReadModelStatus status, FleetReadModel fleet, CancellationToken cancel) =>
        ApiAnswers.Of(status, fleet.Queries.Succession(), await DamageIn(fleet, cancel));

    /// <summary>Null while the first tables are being built.</summary>
    private static async Task<DamageFound?> DamageIn(FleetReadModel fleet, CancellationToken cancel)
    {
        try
        {
            return await fleet.Ask(queries => queries.Damage(MostDamage), cancel);
        }
        catch (QueryException building) when (building.Code == QueryFault.Rebuilding)
        {
            return null;
        }
    }
}
