using Fleet.Actors.Sessions;
using Fleet.Core.Vocabulary;
using Fleet.Host.Clients;
using Fleet.Host.OpenApi;
using Fleet.ReadModel.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Fleet.Host.Http;

/// <summary>Is a client really there?</summary>
internal static class VerificationEndpoints
{
    public static void MapVerification(this IEndpointRouteBuilder v1) => v1.MapPost("/clients/{id}/verify", Verify)
        .Describes("verifyClient", "Verify that a client is there", "Asks its session, now. One that does not answer within the presence timeout, 30 s at the most, and says nothing else meanwhile is offline from then on, as silent. Of one that cannot be asked (its version does not know the question, or the node that held its session is gone) the answer tells what is known, and how old that is.")
        .Takes(ApiParameters.Id)
        .Answers("What is known of it now.", () => Examples.Verification)
        .Refuses(Problems.BadClientId, Problems.UnknownClient, Problems.ForgottenClient, QueryProblems.Damaged, Problems.Unavailable);

    public static async Task<IResult> Verify(
        string id, IClients clients, [FromServices] SessionQuestions sessions, ClientAnswers answers, CancellationToken cancel)
    {
        if (!ClientId.TryParse(id, out var client))
            return Problems.BadClientId;
        var view = await clients.Get(client, cancel);
        var verified = view.State.Presence.Session is { } asked ? await sessions.Verify(client, asked, IClients.AnswerWithin, cancel) : null;
        // What the session found out may have changed the client.
        if (verified is not null)
            view = await clients.Get(client, cancel);
        if (view.Damage is { } damage)
            return QueryProblems.Of(QueryException.Damaged(damage));
        return view.State.Exists
            ? TypedResults.Ok(answers.Verification(client, view.State, verified?.Seen ?? answers.LastSeen(client, view.State, view.RecordedAt)))
            : ClientEndpoints.Absent(view);
    }
}
