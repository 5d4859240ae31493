using Fleet.Actors.ReadModel;
using Fleet.Host.OpenApi;
using Microsoft.AspNetCore.Mvc;

namespace Fleet.Host.Http;

/// <summary>The tables that queries are answered from: how far they are, and building them anew.</summary>
internal static class ReadModelEndpoints
{
    private const string Address = "/read-model";

    public static void MapReadModel(this IEndpointRouteBuilder v1)
    {
        v1.MapGet(Address, async ([FromServices] FleetReadModel fleet) => ReadModelJson.Of(await fleet.Status(), fleet.Queries.Succession()))
            .Describes("getReadModel", "Get the read model's progress", "How far it is behind the journal, its successor if one is being built, and where the journal was replaced: by a backup, or because it was found to miss rows.")
            .Takes()
            .Answers("How far it is.", () => Examples.ReadModel)
            .Refuses(Problems.Unavailable, Problems.StoreAway);
        v1.MapPost(Address + "/rebuild", async ([FromServices] FleetReadModel fleet) => ReadModelJson.Of(await fleet.Rebuild(), fleet.Queries.Succession()))
            .Describes("rebuildReadModel", "Rebuild the read model", "Anew from the journal, while questions are answered from the old one. Answered at once; nothing if that is under way already.")
            .Takes()
            .Answers("How far it is.", () => Examples.ReadModel)
            .Refuses(Problems.Unavailable, Problems.StoreAway);
    }
}
