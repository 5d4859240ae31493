using Fleet.Actors.Members;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Host.Clients;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Http;
using Fleet.Protocol.Wire;

namespace Fleet.Host.Http;

/// <summary>What operators say of clients: notes and tags. Done again, each does nothing.</summary>
internal static class MarkEndpoints
{
    private const string Answer = "It is so, and durable: who waits for this offset sees it.";

    private static readonly Problem BadTag = new(StatusCodes.Status400BadRequest, Words.Of(RefusalCode.OutOfRange), $"A tag takes {TagName.Rule}.", "tag");

    public static void MapMarks(this IEndpointRouteBuilder v1)
    {
        v1.MapPut("/clients/{id}/note", ReadNote)
            .Describes("putNote", "Write a note about a client", "In the place of the one that is there. It stays until it is taken away or the client is forgotten; the history tells who wrote it and when.")
            .Takes(ApiParameters.Id)
            .Reads(NoteSchema.Body)
            .Answers(Answer, () => Examples.Marked)
            .Refuses([.. NoteSchema.Problems, .. OfAll]);
        v1.MapDelete("/clients/{id}/note", (string id, HttpRequest request, IClients clients, [FromKeyedServices(Reads.Marks)] ReadByAll read, CancellationToken cancel) => DeleteNote(id, Operators.Of(request), clients, read, cancel))
            .Describes("deleteNote", "Take a client's note away", "Nothing where there is none.")
            .Takes(ApiParameters.Id)
            .Answers(Answer, () => Examples.Marked)
            .Refuses(OfAll);
        v1.MapPut("/clients/{id}/tags/{tag}", (string id, string tag, HttpRequest request, IClients clients, [FromKeyedServices(Reads.Marks)] ReadByAll read, CancellationToken cancel) => PutTag(id, tag, isOn: true, Operators.Of(request), clients, read, cancel))
            .Describes("putTag", "Tag a client", $"A client takes up to {Marks.MaxTags} tags. GET /v1/clients?tag= lists those that have one.")
            .Takes(ApiParameters.Id, ApiParameters.Tag)
            .Answers(Answer, () => Examples.Marked)
            .Refuses([BadTag, .. OfAll]);
        v1.MapDelete("/clients/{id}/tags/{tag}", (string id, string tag, HttpRequest request, IClients clients, [FromKeyedServices(Reads.Marks)] ReadByAll read, CancellationToken cancel) => PutTag(id, tag, isOn: false, Operators.Of(request), clients, read, cancel))
            .Describes("deleteTag", "Take a tag from a client", "Nothing where the client does not have it.")
            .Takes(ApiParameters.Id, ApiParameters.Tag)
            .Answers(Answer, () => Examples.Marked)
            .Refuses([BadTag, .. OfAll]);
    }

    private static Problem[] OfAll => [Problems.BadClientId, Problems.UnknownClient, Problems.ForgottenClient, Problems.Unavailable, Problems.OlderNode];

    private static async Task<IResult> ReadNote(string id, HttpRequest request, IClients clients, [FromKeyedServices(Reads.Marks)] ReadByAll read, CancellationToken cancel)
    {
        var (body, problem) = await JsonBody.Read(request, cancel);
        return problem ?? await PutNote(id, body, Operators.Of(request), clients, read, cancel);
    }

    public static Task<IResult> PutNote(string id, ReadOnlyMemory<byte> body, Operator by, IClients clients, ReadByAll read, CancellationToken cancel) =>
        NoteBody.TryRead(body, out var text, out var refusal) ? Mark(id, new PutNote(text, by), clients, read, cancel) : Task.FromResult<IResult>(Problems.Of(refusal));

    public static Task<IResult> DeleteNote(string id, Operator by, IClients clients, ReadByAll read, CancellationToken cancel) => Mark(id, new PutNote(null, by), clients, read, cancel);

    public static Task<IResult> PutTag(string id, string word, bool isOn, Operator by, IClients clients, ReadByAll read, CancellationToken cancel) =>
        TagName.TryParse(word, out var tag) ? Mark(id, new PutTag(tag, isOn, by), clients, read, cancel) : Task.FromResult<IResult>(BadTag);

    private static async Task<IResult> Mark(string id, ClientCommand command, IClients clients, ReadByAll read, CancellationToken cancel)
    {
        if (!ClientId.TryParse(id, out var client))
            return Problems.BadClientId;
        // The client may be at a node that does not know the message.
        if (!read.IsSo)
            return Problems.OlderNode;
        var answer = await clients.Tell(client, command, IClients.AnswerWithin, cancel);
        return answer.Reply switch
        {
            Refused { Refusal.Code: RefusalCode.NotFound } => ClientEndpoints.Absent(await clients.Get(client, cancel)),
            Refused refused => Problems.Of(refused.Refusal),
            _ => TypedResults.Ok(new MarkedJson(client, answer.Offset)),
        };
    }
}
