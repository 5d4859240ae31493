using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Host.Clients;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Wire;

namespace Fleet.Host.Http;

/// <summary>Reports of those without gRPC: no session, so no presence.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder v1) => v1.MapPost("/clients/{id}/reports", Take)
        .Describes("report", "Send a report", "One report, for those without gRPC. There is no session, so nobody becomes present. Answered once it is durable. What each refusal asks of the client is told in docs/refusals.md.")
        .Takes(ApiParameters.Id)
        .Reads(ReportSchema.Body)
        .Answers("The report is taken and durable.", () => Examples.Taken)
        .Refuses([Problems.BadClientId, .. ReportProblems.All]);

    private static async Task<IResult> Take(string id, HttpRequest request, GatedReports reports, CancellationToken cancel)
    {
        if (!ClientId.TryParse(id, out var client))
            return Problems.BadClientId;
        var (body, problem) = await JsonBody.Read(request, cancel);
        if (problem is not null)
            return problem;
        if (!ReportJson.TryRead(body, out var told, out var refusal))
            return Problems.Of(refusal);

        if (await reports.Take(client, new TakeReport(told.Seq, told.Acked, told.ObservedAt, told.Facts, Fault: told.Fault, Epoch: told.Epoch), cancel) is not { } answer)
            return Problems.Of(GatedReports.Busy);
        return answer.Reply switch
        {
            Taken taken => TypedResults.Ok(ApiAnswers.Of(answer, taken)),
            Refused refused => Problems.Of(refused.Refusal, refused.LastSeq),
            var other => throw new InvalidOperationException($"A report was answered by {other}."),
        };
    }
}
