using Fleet.Actors.ReadSide;
using Fleet.ReadModel.Projections;
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
        v1.MapGet(Address, async ([FromServices] FleetReadModel fleet, CancellationToken cancel) => await Of(await fleet.Status(), fleet, cancel))
            .Describes("getReadModel", "Get the read model's progress", "How far it is behind the journal, its successor if one is being built, where the journal was replaced (by a backup, or because it was found to miss rows), and which of its rows cannot be read.")
            .Takes()
            .Answers("How far it is.", () => Examples.ReadModel)
            .Refuses(Problems.Unavailable, Problems.StoreAway);
        v1.MapPost(Address + "/rebuild", async ([FromServices] FleetReadModel fleet, CancellationToken cancel) => await Of(await fleet.Rebuild(), fleet, cancel))
            .Describes("rebuildReadModel", "Rebuild the read model", "Anew from the journal, while questions are answered from the old one. Answered at once; nothing if that is under way already.")
            .Takes()
            .Answers("How far it is.", () => Examples.ReadModel)
            .Refuses(Problems.Unavailable, Problems.StoreAway);
    }

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
