using Fleet.Pages.Answers;
using Fleet.Pages.Serving;
using Microsoft.AspNetCore.Routing;

namespace Fleet.Pages.Clients;

/// <summary>One client: what it is, why, what to do and who does it, and what became of it.</summary>
internal static class ClientRoutes
{
    private const string Shown = "50";

    public static void MapClient(this IEndpointRouteBuilder pages) => pages.MapPage("/clients/{id}", ["at", "cursor"], async request =>
    {
        var (id, questions, cancel) = (request.Route("id"), request.Questions, request.Cancel);
        var then = request.Address.Only("at");
        var client = await questions.Client(id, then, cancel);
        var why = await questions.Explain(id, then, cancel);
        var history = await questions.History(id, request.Address.With("sort", "-offset").With("limit", Shown), cancel);
        var tasks = then.Parameters.Count > 0 ? null : await questions.TasksOf(id, new PageAddress("").With("limit", "20"), cancel);
        return PageView.Of<ClientBody>(id, "/clients", new ClientModel(
            request.Address,
            client with { Conditions = client.Conditions.ToList(), RequiredActions = client.RequiredActions.ToList(), Tags = client.Tags.ToList() },
            why with { Conditions = why.Conditions.ToList() },
            history with { Items = history.Items.ToList(), Damaged = history.Damaged?.ToList() },
            tasks is null ? null : tasks with { Items = tasks.Items.ToList() },
            request.Now)) with
        { LooksEvery = request.Address.Parameters.Count == 0 ? 5 : 0 };
    });
}
