using Fleet.Actors.Members;
using Fleet.Actors.ReadSide;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Host.Clients;
using Fleet.Host.OpenApi;
using Fleet.Pages.Answers;
using Fleet.Protocol.Http;
using Fleet.Protocol.Wire;
using Fleet.ReadModel.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using System.Text;
using System.Text.Json.Nodes;

namespace Fleet.Host.Http;

/// <summary>
/// The same change of the settings of many clients. It is answered when all of them have it, durable; one that breaks off is sent again as it was, and does to each client what is still to be done.
/// </summary>
internal static class SettingsChanges
{
    /// <summary>So many rows are under way, as of a few busy sessions: ingest goes on beside.</summary>
    private const int AtATime = 64;

    private const int MostTries = 30;

    /// <summary>What takes longer to pass is for an operator to look after, such as a damaged row: nobody waits for that.</summary>
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(5);

    private const string Example = """{"target":{"filter":"connection=offline&roamingPrivilege=false"},"patch":{"privileges":{"roaming":true}}}""";

    private static readonly Problem TooMany =
        new(StatusCodes.Status400BadRequest, Words.Of(RefusalCode.OutOfRange), $"target takes at most {Selection.MaxClients} clients.", "target");

    private static readonly Problem Nobody = new(StatusCodes.Status404NotFound, Words.Of(RefusalCode.NotFound), "target.group names no client that is there.", "target.group");

    public static void MapSettingsChanges(this IEndpointRouteBuilder v1) => v1.MapPost("/settings/changes", Change)
        .Describes("changeSettings", "Change the settings of many clients", "A JSON merge patch (RFC 7396) of what is said for each of them alone; null inherits. The target names clients, a group, or the filters of a list; it is whoever that is now, 100,000 at the most. Answered when all of them have it: the same again does what is still to be done.")
        .Takes()
        .TakesLargeBodies()
        .Reads(Body)
        .AnswersLater("All of them say it now, and it is durable: who waits for this offset sees it.", () => Examples.SettingsChanged)
        .Refuses([
            .. Wrong("{}", """{"target":{"group":"sales","filter":"q=pc"},"patch":{}}""", """{"target":{"clients":["pc-7"]},"patch":{"colour":"red"}}""", """{"target":{"clients":["pc-7"]},"patch":{"updates":{"schedule":{"every":"day"}}}}"""),
            JsonBody.TooLarge, ProblemWriter.OfStatus(StatusCodes.Status415UnsupportedMediaType),
            TooMany, Nobody, Problems.Unavailable, Problems.OlderNode,
        ]);

    private static async Task<IResult> Change(
        HttpRequest request, [FromServices] LargeBodies bodies, [FromServices] FleetReadModel fleet, IClients clients, [FromKeyedServices(Reads.Managing)] ReadByAll read, CancellationToken cancel)
    {
        var (body, problem) = await JsonBody.ReadLarge(request, bodies, cancel);
        return problem ?? await Make(body, Operators.Of(request), fleet, clients, read, new ActProgress(), cancel);
    }

    public static async Task<IResult> Make(ReadOnlyMemory<byte> body, Operator by, FleetReadModel fleet, IClients clients, ReadByAll read, ActProgress progress, CancellationToken cancel)
    {
        if (!SettingsChangeBody.TryRead(body, out var selection, out var patch, out var refusal))
            return Problems.Of(refusal);
        if (!read.IsSo)
            return Problems.OlderNode;
        try
        {
            var found = await fleet.AskHeavy(queries => queries.Selected(selection, FilterText.Read), cancel);
            return await ChangeAll(clients, found, new PutSettings(patch, by), progress, cancel);
        }
        catch (QueryException refused)
        {
            return QueryProblems.Of(refused);
        }
    }

    private static async Task<IResult> ChangeAll(IClients clients, IReadOnlyList<SelectedClient> found, PutSettings put, ActProgress progress, CancellationToken cancel)
    {
        var (offset, without) = (0L, 0);
        Refusal? refused = null;
        progress.Begin(found.Count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            await Parallel.ForEachAsync(found, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = stop.Token }, async (one, stopped) =>
            {
                var answer = await Tell(clients, one.Client, put, stopped, cancel);
                if (answer.Reply is Refused { Refusal: var why } && why.Code != RefusalCode.NotFound)
                {
                    if (Interlocked.Increment(ref without) == 1)
                        refused = why with { Message = $"Client {one.Client}: {why.Message}" };
                    // What should have passed by now is not one client's. Who is refused for good, or until somebody looks after him, keeps no other from it.
                    if (why.RetryAfter <= MostWait)
                        await stop.CancelAsync();
                }
                else if (answer.Reply is Done)
                {
                    progress.Did();
                    InterlockedMax(ref offset, answer.Offset);
                }
            });
        }
        catch (OperationCanceledException) when (refused is not null)
        {
            // The others were stopped.
        }

        return refused is null ? TypedResults.Json(new SettingsChangedJson((int)progress.Done, offset), statusCode: StatusCodes.Status202Accepted)
            : Problems.Of(without == 1 ? refused : refused with { Message = $"{refused.Message} So many more were refused: {without - 1}." });
    }

    /// <summary>Again while it cannot be taken for now. What a client was told when the others stop is waited for: it counts.</summary>
    private static async Task<Fleet.Actors.Client.ClientAnswer> Tell(IClients clients, ClientId client, PutSettings put, CancellationToken stopped, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await clients.Tell(client, put, IClients.AnswerWithin, cancel);
            if (answer.Reply is not Refused { Refusal.RetryAfter: { } wait } || wait > MostWait || tries == MostTries)
                return answer;
            await Task.Delay(wait, stopped);
        }
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Volatile.Read(ref most); value > seen && Interlocked.CompareExchange(ref most, value, seen) != seen; seen = Volatile.Read(ref most))
        {
        }
    }

    private static OpenApiRequestBody Body() => new()
    {
        Description = "Whose settings, and the change.",
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new()
            {
                Schema = Schemas.Object(
                    "A change of many clients' settings.",
                    ["target", "patch"],
                    ("target", "Whose: one of its members.", SelectionSchema.Target),
                    ("patch", "What is said from then on; null inherits.", SettingsSchema.Level)).Named("SettingsChange"),
                Example = JsonNode.Parse(Example),
            },
        },
    };

    private static Problem[] Wrong(params string[] bodies) => [.. bodies.Select(body => SettingsChangeBody.TryRead(Encoding.UTF8.GetBytes(body), out _, out _, out var refusal)
        ? throw new InvalidOperationException($"It is taken: {body}")
        : Problems.Of(refusal))];
}
