using Fleet.Actors.IconFeed;
using Fleet.ReadModel.Queries;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Watch;
using Microsoft.AspNetCore.Mvc;

namespace Fleet.Host.Http;

/// <summary>The stream of icon changes, as server-sent events.</summary>
internal static class IconChangeEndpoints
{
    public static void MapIconChanges(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/icon-changes", Watch)
            .Describes("watchIconChanges", "Watch icon changes", IconChangeSchema.Description)
            .Takes(ApiParameters.After, ApiParameters.WatchFrom, ApiParameters.LastEventId, ApiParameters.Of(ClientFilters.Group), ApiParameters.Of(ClientFilters.Connection), ApiParameters.Of(ClientFilters.Condition))
            .Answers("The stream; it has no end.", "text/event-stream", IconChangeSchema.Stream, () => Examples.Events)
            .Refuses(Problems.NoOffset, QueryProblems.Of(QueryProblems.Replaced(ApiParameters.LastEventId.Name)), Problems.StoreAway);

    private static async Task<IResult> Watch(HttpRequest request, [FromServices] FleetFeed feed, IHostApplicationLifetime host, CancellationToken cancel)
    {
        // A browser that connects again repeats the address, with the `after` of its first time: the header is the newer word.
        var (header, resumes) = (ApiParameters.LastEventId.Name, request.Headers[ApiParameters.LastEventId.Name].Count > 0);
        if (!WatchInputs.TryRead(resumes ? header : ApiParameters.After.Name, name => name == header ? request.Headers[name] : request.Query[name], out var query, out var refusal))
            return Problems.Of(refusal);
        try
        {
            return new EventStream(await feed.Open(query, cancel), host.ApplicationStopping);
        }
        catch (QueryException wrong)
        {
            return QueryProblems.Of(wrong);
        }
    }
}
