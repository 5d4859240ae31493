using Fleet.Actors.Client;
using Fleet.Actors.ReadSide;
using Fleet.ReadModel.Queries;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Host.Clients;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Http;
using Fleet.Protocol.Wire;
using Microsoft.AspNetCore.Mvc;

namespace Fleet.Host.Http;

/// <summary>Clients: lists of them, one of them, and forgetting one.</summary>
internal static class ClientEndpoints
{
    public static void MapClients(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/clients", (HttpRequest request, [FromServices] FleetReadModel fleet, ClientAnswers answers, CancellationToken cancel) => List(request.Question(), fleet, answers, cancel))
            .Describes("listClients", "List clients", "Those for which every filter holds, page by page, as they are now or were at a moment of the past. Clients that were uninstalled or moved are left out unless presenceCause asks for them. A page of the past is by id alone, and is short, or empty, where few of the clients that it looked at are wanted.")
            .Asks([.. ApiParameters.Filters, ApiParameters.ClientSort, ApiParameters.At, ApiParameters.Limit, ApiParameters.Cursor, ApiParameters.MinOffset])
            .Answers("A page of clients.", () => Examples.Page);
        v1.MapGet("/clients.csv", ListAsCsv)
            .Describes("exportClients", "Export clients", "All clients that the same question to /v1/clients lists on all its pages, as comma-separated values. A text that a spreadsheet would take for a formula has an apostrophe before it. An answer whose connection breaks is not whole.")
            .Asks([.. ApiParameters.Filters, ApiParameters.ClientSort, ApiParameters.At, ApiParameters.MinOffset])
            .Answers("A line for each client, after one with the names of the columns.", ClientCsvStream.MediaType, ClientCsvStream.Lines, () => Examples.Csv);
        v1.MapGet("/clients/{id}", (string id, HttpRequest request, [FromServices] FleetReadModel fleet, IClients clients, ClientAnswers answers, CancellationToken cancel) => Get(id, request.Question(), fleet, clients, answers, cancel))
            .Describes("getClient", "Get a client", "As it is now, or as it was at a moment of the past.")
            .Asks(ApiParameters.Id, ApiParameters.At, ApiParameters.MinOffset)
            .Answers("The client.", () => Examples.Client)
            .Refuses(Problems.BadClientId, Problems.UnknownClient, Problems.ForgottenClient, QueryProblems.Damaged, Problems.Unavailable);
        v1.MapPost("/clients/forget", ForgetNamed)
            .Describes("forgetClientByName", "Forget a client that is named in the body", "The same as DELETE; also for clients from before of the names . and .., which no address can carry.")
            .Takes()
            .Reads(ForgetSchema.Body)
            .Answers("The client is forgotten: who waits for this offset does not see it any more.", () => Examples.Forgotten)
            .Refuses([.. ForgetSchema.Problems, Problems.UnknownClient, Problems.ForgottenClient, Problems.Unavailable]);
        v1.MapDelete("/clients/{id}", (string id, HttpRequest request, IClients clients, CancellationToken cancel) => Forget(id, Operators.Of(request), clients, cancel))
            .Describes("forgetClient", "Forget a client", "Its history stays, the totals leave it out, and a report that comes later makes it known again.")
            .Takes(ApiParameters.Id)
            .Answers("The client is forgotten: who waits for this offset does not see it any more.", () => Examples.Forgotten)
            .Refuses(Problems.BadClientId, Problems.UnknownClient, Problems.ForgottenClient, Problems.Unavailable);
    }

    public static async Task<ClientPageJson> List(QuestionText question, FleetReadModel fleet, ClientAnswers answers, CancellationToken cancel)
    {
        await fleet.WaitFor(question.MinOffset(), cancel);
        return await Page(fleet, question.Clients(), answers, cancel);
    }

    private static async Task<ClientCsvStream> ListAsCsv(HttpRequest request, [FromServices] FleetReadModel fleet, ClientAnswers answers, CancellationToken cancel)
    {
        var question = request.Question();
        await fleet.WaitFor(question.MinOffset(), cancel);
        var wanted = question.Clients() with { Limit = PageLimits.Most };
        // The first page before a word is sent: what is wrong with the question is told as ever.
        return new ClientCsvStream(await Page(fleet, wanted, answers, cancel), cursor => Page(fleet, wanted with { Cursor = cursor }, answers, cancel));
    }

    private static async Task<ClientPageJson> Page(FleetReadModel fleet, ClientsQuery wanted, ClientAnswers answers, CancellationToken cancel)
    {
        var page = await Ask(fleet, wanted, cancel);
        if (wanted.At is not { } at)
            return new ClientPageJson(page.Items.Select(client => answers.Now(client.Client, client.State, client.Offset, client.LastSeen)), page.Next, page.Offset, page.Total);
        var book = await fleet.Ask(queries => queries.SettingsAt(at, page.Items.Select(client => client.State.Group)), cancel);
        return new ClientPageJson(page.Items.Select(client => ClientAnswers.Then(client, book)), page.Next, page.Offset, page.Total);
    }

    /// <summary>The past is read off the journal, client by client.</summary>
    private static Task<ClientPage> Ask(FleetReadModel fleet, ClientsQuery wanted, CancellationToken cancel) =>
        wanted.At is null ? fleet.Ask(queries => queries.Clients(wanted), cancel) : fleet.AskHeavy(queries => queries.Clients(wanted), cancel);

    /// <summary>Now: as its actor knows it, which is ahead of the read model. In the past: from the journal, without its actor.</summary>
    public static async Task<IResult> Get(
        string id, QuestionText question, FleetReadModel fleet, IClients clients, ClientAnswers answers, CancellationToken cancel)
    {
        if (!ClientId.TryParse(id, out var client))
            return Problems.BadClientId;
        await fleet.WaitFor(question.MinOffset(), cancel);
        if (question.Moment("at") is { } at)
        {
            var then = await fleet.Ask(queries => queries.Client(client, at), cancel);
            return TypedResults.Ok(ClientAnswers.Then(then, await fleet.Ask(queries => queries.SettingsAt(at, [then.State.Group]), cancel)));
        }

        var view = await clients.Get(client, cancel);
        if (view.Damage is { } damage)
            throw QueryException.Damaged(damage);
        return view.State.Exists ? TypedResults.Ok(answers.Now(client, view.State, view.Offset, view.RecordedAt)) : Absent(view);
    }

    public static Task<IResult> Forget(string id, Operator by, IClients clients, CancellationToken cancel) =>
        ClientId.TryParse(id, out var client) ? HaveForgotten(client, by, clients, cancel) : Task.FromResult<IResult>(Problems.BadClientId);

    private static async Task<IResult> ForgetNamed(HttpRequest request, IClients clients, CancellationToken cancel)
    {
        var (body, problem) = await JsonBody.Read(request, cancel);
        if (problem is not null)
            return problem;
        return ForgetJson.TryRead(body, out var client, out var refusal) ? await HaveForgotten(client, Operators.Of(request), clients, cancel) : Problems.Of(refusal);
    }

    private static async Task<IResult> HaveForgotten(ClientId client, Operator by, IClients clients, CancellationToken cancel)
    {
        var answer = await clients.Tell(client, new Forget(by), IClients.AnswerWithin, cancel);
        return answer.Reply switch
        {
            Refused { Refusal.Code: RefusalCode.NotFound } => Absent(await clients.Get(client, cancel)),
            Refused refused => Problems.Of(refused.Refusal),
            _ => TypedResults.Ok(new ForgottenJson(client, answer.Offset)),
        };
    }

    /// <summary>Of a client that does not exist.</summary>
    public static Problem Absent(ClientView view) => view.Offset == 0 ? Problems.UnknownClient : Problems.ForgottenClient;
}
