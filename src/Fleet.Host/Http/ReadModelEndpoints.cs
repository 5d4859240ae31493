using Fleet.Actors.ReadModel;

namespace Fleet.Host.Http;

/// <summary>The tables that queries are answered from: how far they are, and building them anew.</summary>
internal static class ReadModelEndpoints
{
    private const string Address = "/read-model";

    public static void MapReadModel(this IEndpointRouteBuilder v1)
    {
        v1.MapGet(Address, async (FleetReadModel fleet) => ReadModelJson.Of(await fleet.Status())).Takes();
        v1.MapPost(Address + "/rebuild", Rebuild).Takes();
    }

    /// <summary>Answers at once; how the work goes on, the status tells. If it is under way already, so is this.</summary>
    private static async Task<IResult> Rebuild(FleetReadModel fleet) =>
        TypedResults.Accepted("/v1" + Address, ReadModelJson.Of(await fleet.Rebuild()));
}
