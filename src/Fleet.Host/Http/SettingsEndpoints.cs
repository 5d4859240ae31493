using Fleet.Core.Settings;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Http;
using Fleet.Protocol.Wire;

namespace Fleet.Host.Http;

/// <summary>Settings on three levels: the fleet, a group, a client.</summary>
internal static class SettingsEndpoints
{
    private const string Inherits = "What is not there is inherited: a client's settings are laid over its group's, those over the fleet's, and those over what is built in.";

    public static void MapSettings(this IEndpointRouteBuilder v1)
    {
        Map(v1, new LevelPaths("/settings", "FleetSettings", "the fleet", []));
        Map(v1, new LevelPaths("/groups/{name}/settings", "GroupSettings", "a group", [ApiParameters.GroupInPath], SettingsProblems.BadGroup, SettingsProblems.UnknownGroup));
        Map(v1, new LevelPaths("/clients/{id}/settings", "ClientSettings", "a client", [ApiParameters.Id], Problems.BadClientId, Problems.UnknownClient, Problems.ForgottenClient));
    }

    private static void Map(IEndpointRouteBuilder v1, LevelPaths level)
    {
        v1.MapGet(level.Path, Get)
            .Describes($"get{level.Name}", $"Get the settings of {level.Of}", $"What is said for {level.Of} alone, now or at a moment of the past. {Inherits} With the ETag a change can be made for just that.")
            .Asks([.. level.Parameters, ApiParameters.At])
            .Answers("What the level says.", () => Examples.Level)
            .Refuses([.. level.Problems, Problems.Unavailable]);
        v1.MapPut(level.Path, Put)
            .Describes($"put{level.Name}", $"Put the settings of {level.Of}", $"In the place of what was said for {level.Of}. {Inherits} Online clients have it soon, offline ones at their next hello, roaming ones when they leave roaming or, with the privilege, at a scheduled update. The same again does nothing.")
            .Takes([.. level.Parameters, ApiParameters.IfMatch])
            .Reads(SettingsSchema.Body)
            .Answers("It is so, and durable: who waits for this offset sees it.", () => Examples.LevelPut)
            .Refuses([.. SettingsSchema.Problems, .. level.Writing]);
        v1.MapDelete(level.Path, Delete)
            .Describes($"delete{level.Name}", $"Take the settings of {level.Of} away", "All of them are inherited from then on. Nothing where nothing is said.")
            .Takes([.. level.Parameters, ApiParameters.IfMatch])
            .Answers("It is so, and durable: who waits for this offset sees it.", () => Examples.LevelPut)
            .Refuses(level.Writing);
        v1.MapGet($"{level.Path}/history", History)
            .Describes($"get{level.Name}History", $"Get the history of the settings of {level.Of}", "Each change: when, by whom, what was said before and from then on. A page of a client looks at 10,000 of its changes, of all kinds, and may be short.")
            .Asks([.. level.Parameters, ApiParameters.At, ApiParameters.HistorySort, ApiParameters.Limit, ApiParameters.Cursor])
            .Answers("A page of changes.", () => Examples.LevelHistory)
            .Refuses(level.Problems);
    }

    private static async Task<IResult> Get(HttpRequest request, SettingsDesk desk, CancellationToken cancel)
    {
        if (!SettingsAddress.TryRead(request, out var address, out var problem))
            return problem;
        var moment = request.Question().Moment("at");
        var (level, absent) = await desk.Get(address, moment, cancel);
        if (level is null)
            return absent!;
        if (moment is null)
            Tag(request, level);
        return TypedResults.Ok(LevelJson.Of(level));
    }

    private static async Task<IResult> Put(HttpRequest request, SettingsDesk desk, CancellationToken cancel)
    {
        var (body, problem) = await JsonBody.Read(request, cancel);
        if (problem is not null)
            return problem;
        return SettingsBody.TryRead(body, out var level, out var refusal) ? await Say(request, desk, level, cancel) : Problems.Of(refusal);
    }

    private static Task<IResult> Delete(HttpRequest request, SettingsDesk desk, CancellationToken cancel) => Say(request, desk, LevelSettings.None, cancel);

    private static async Task<IResult> Say(HttpRequest request, SettingsDesk desk, LevelSettings level, CancellationToken cancel)
    {
        if (!SettingsAddress.TryRead(request, out var address, out var problem) || !Preconditions.TryRead(request, out var ifMatch, out problem))
            return problem;
        var (offset, refused) = await desk.Put(address, SettingsPatch.Whole(level), Operators.Of(request), ifMatch, cancel);
        if (refused is not null)
            return refused;
        Tag(request, level);
        return TypedResults.Ok(new LevelPutJson(offset));
    }

    private static async Task<IResult> History(HttpRequest request, SettingsDesk desk, CancellationToken cancel) =>
        SettingsAddress.TryRead(request, out var address, out var problem)
            ? TypedResults.Ok(ApiAnswers.Of(await desk.History(request.Question().LevelHistory(address.Rows), cancel)))
            : problem;

    private static void Tag(HttpRequest request, LevelSettings level) => request.HttpContext.Response.Headers.ETag = $"\"{LevelChange.VersionOf(level)}\"";

    /// <summary>A level, for the document.</summary>
    private sealed record LevelPaths(string Path, string Name, string Of, DocumentParameter[] Parameters, params Problem[] Problems)
    {
        public Problem[] Writing => [.. Problems, Http.Problems.Of(Core.Clients.LevelRefusals.Stale), Preconditions.Bad, Http.Problems.Unavailable, Http.Problems.OlderNode];
    }
}
