using Fleet.Pages.Answers;
using Fleet.Pages.Layout;
using Fleet.Pages.Serving;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fleet.Pages.Clients;

/// <summary>Lists of clients: the API's filters and orders, in the address.</summary>
internal static class ClientsRoutes
{
    /// <summary>What the API takes of a list.</summary>
    public static readonly string[] OfQuestion = [.. ClientFilters.Rows.Select(row => row.Name), "sort", "at", "limit", "cursor", "minOffset"];

    public static void MapClients(this IEndpointRouteBuilder pages)
    {
        pages.MapPage("/clients", [.. OfQuestion, ClientListColumn.Parameter], Show);
        pages.MapExport();
    }

    private static async Task<PageView> Show(PageRequest request)
    {
        var wrong = request.Address.Values(ClientListColumn.Parameter).FirstOrDefault(name => ClientListColumn.All.All(column => column.Name != name));
        if (wrong is not null)
        {
            throw new RefusedException(new ProblemJson(
                StatusCodes.Status400BadRequest, "out-of-range", $"{ClientListColumn.Parameter} takes {string.Join(", ", ClientListColumn.All.Select(column => column.Name))}.", ClientListColumn.Parameter, null, null, "Bad Request"));
        }

        var page = await request.Questions.Clients(request.Address, request.Cancel);
        return PageView.Of<ClientsBody>("Clients", "/clients", new ClientsModel(request.Address, page with { Items = page.Items.ToList() }, request.Now, request.FormKey));
    }
}
