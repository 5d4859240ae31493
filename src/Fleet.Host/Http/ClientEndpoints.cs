using Fleet.Actors.Client;
using Fleet.Actors.ReadModel;
using Fleet.Actors.ReadModel.Model;
using Fleet.Actors.ReadModel.Queries;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Host.Clients;
using Microsoft.AspNetCore.Mvc;

namespace Fleet.Host.Http;

/// <summary>Clients: lists of them, one of them, and forgetting one.</summary>
internal static class ClientEndpoints
{
    public static void MapClients(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/clients", List).Asks([.. QueryText.ClientsParameters, "minOffset"]);
        v1.MapGet("/clients/{id}", Get).Asks("at", "minOffset");
        v1.MapDelete("/clients/{id}", Forget).Takes();
    }

    private static async Task<PageJson> List(HttpRequest request, [FromServices] FleetReadModel fleet, [FromServices] SessionDirectory sessions, CancellationToken cancel)
    {
        var question = request.Question();
        await fleet.Queries.WaitFor(question.MinOffset(), cancel);
        var page = fleet.Queries.Clients(question.Clients());
        return new PageJson(page.Items.Select(client => Of(client, sessions.LastHeard(client.Client))), page.Next, page.Offset);
    }

    /// <summary>Now: as its actor knows it, which is ahead of the read model. In the past: from the journal, without its actor.</summary>
    private static async Task<IResult> Get(
        string id, HttpRequest request, [FromServices] FleetReadModel fleet, IClients clients, [FromServices] SessionDirectory sessions, CancellationToken cancel)
    {
        if (!ClientId.TryParse(id, out var client))
            return Problems.BadClientId;
        var question = request.Question();
        if (question.MinOffset() is var offset and > 0)
            await fleet.Queries.WaitFor(offset, cancel);
        if (question.Moment("at") is { } at)
            return TypedResults.Ok(Of(fleet.Queries.Client(client, at), lastHeard: null));
        var view = await clients.Get(client, cancel);
        return view.State.Exists
            ? TypedResults.Ok(ClientJson.Of(client, view.State, view.Offset, Later(view.RecordedAt, sessions.LastHeard(client))))
            : Absent(view);
    }

    private static async Task<IResult> Forget(string id, IClients clients, CancellationToken cancel)
    {
        if (!ClientId.TryParse(id, out var client))
            return Problems.BadClientId;
        var answer = await clients.Tell(client, new Forget(), cancel);
        return answer.Reply switch
        {
            Refused { Refusal.Code: RefusalCode.NotFound } => Absent(await clients.Get(client, cancel)),
            Refused refused => Problems.Of(refused.Refusal),
            _ => TypedResults.Ok(new ForgottenJson(client.Value, answer.Offset)),
        };
    }

    /// <summary>Heartbeats are not journalled: who holds the session has heard of the client since.</summary>
    private static ClientJson Of(ClientRecord client, DateTimeOffset? lastHeard) =>
        ClientJson.Of(client.Client, client.State, client.Offset, Later(client.LastSeen, lastHeard));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    private static Problem Absent(ClientView view) => view.Offset == 0 ? Problems.UnknownClient : Problems.ForgottenClient;

    private sealed record ForgottenJson(string ClientId, long Offset);

    private sealed record PageJson(IEnumerable<ClientJson> Items, string? Next, long Offset);
}
