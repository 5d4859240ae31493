using Fleet.Actors.Client;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Host.Clients;

namespace Fleet.Host.Http;

/// <summary>One client: what it is, and forgetting it.</summary>
internal static class ClientEndpoints
{
    public static void MapClients(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/clients/{id}", Get).Takes();
        v1.MapDelete("/clients/{id}", Forget).Takes();
    }

    private static async Task<IResult> Get(string id, IClients clients, SessionDirectory sessions, CancellationToken cancel)
    {
        if (!ClientId.TryParse(id, out var client))
            return Problems.BadClientId;
        var view = await clients.Get(client, cancel);
        return view.State.Exists ? TypedResults.Ok(ClientJson.Of(view, sessions.LastHeard(client))) : Absent(view);
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

    private static Problem Absent(ClientView view) => view.Offset == 0 ? Problems.UnknownClient : Problems.ForgottenClient;

    private sealed record ForgottenJson(string ClientId, long Offset);
}
