using Fleet.Actors.ReadSide;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Queries;
using Microsoft.AspNetCore.WebUtilities;

namespace Fleet.Host.Http;

/// <summary>Finds out whom a selection means.</summary>
internal static class Selections
{
    /// <summary>A target of nobody.</summary>
    public static Problem Nobody(string field) => new(StatusCodes.Status404NotFound, Words.Of(RefusalCode.NotFound), $"{field} names no client that is there.", field);

    /// <summary>More than may be changed at a time.</summary>
    public static Problem TooMany { get; } =
        new(StatusCodes.Status400BadRequest, Words.Of(RefusalCode.OutOfRange), $"target takes up to {Selection.MaxClients:N0} clients.", "target");

    /// <summary>The clients that are meant, as the read model has them now.</summary>
    /// <param name="fleet">The read model.</param>
    /// <param name="selection">Whom.</param>
    /// <param name="cancel">The asker has gone.</param>
    /// <returns>The clients, or what is wrong with the selection.</returns>
    public static async Task<(IReadOnlyList<ClientId> Clients, Problem? Problem)> Find(FleetReadModel fleet, Selection selection, CancellationToken cancel)
    {
        switch (selection)
        {
            case Selection.Named named:
                var unknown = await fleet.Ask(queries => queries.Read(snapshot => named.Clients.FirstOrDefault(client => snapshot.Client(client.Value) is null)), cancel);
                return unknown is null
                    ? (named.Clients, null)
                    : ([], Problems.UnknownClient with { Detail = $"There is no client {unknown}.", Field = "target.clients" });
            case Selection.OfGroup ofGroup:
                return await Find(fleet, new ClientsQuery { Filter = ClientFilter.All.With(ClientFilters.Group, ofGroup.Group) }, "target.group", cancel);
            case Selection.Filtered filtered:
                try
                {
                    return await Find(fleet, QueryOf(filtered.Query), "target.filter", cancel);
                }
                catch (QueryException wrong) when (wrong.Code is QueryFault.OutOfRange)
                {
                    return ([], new Problem(StatusCodes.Status400BadRequest, Words.Of(RefusalCode.OutOfRange), wrong.Message, "target.filter"));
                }

            default:
                throw new ArgumentOutOfRangeException(nameof(selection), selection, "unknown selection");
        }
    }

    /// <summary>The filters of a list; whatever else its address takes is none.</summary>
    private static ClientsQuery QueryOf(string text)
    {
        var values = QueryHelpers.ParseQuery(text);
        if (values.Count == 0 || values.Keys.FirstOrDefault(key => ClientFilters.Rows.All(row => row.Name != key)) is { } unknown)
            throw QueryException.Wrong("target.filter", $"filters of GET /v1/clients, such as connection=offline&group=sales: {string.Join(", ", ClientFilters.Rows.Select(row => row.Name))}");
        return new QuestionText(name => values.TryGetValue(name, out var found) ? [.. found.OfType<string>()] : []).Clients();
    }

    private static async Task<(IReadOnlyList<ClientId>, Problem?)> Find(FleetReadModel fleet, ClientsQuery query, string field, CancellationToken cancel)
    {
        var found = new List<ClientId>();
        query = query with { Limit = PageLimits.Most };
        do
        {
            var asked = query;
            var page = await fleet.Ask(queries => queries.Clients(asked), cancel);
            found.AddRange(page.Items.Select(client => client.Client));
            query = query with { Cursor = page.Next };
        }
        while (query.Cursor is not null && found.Count <= Selection.MaxClients);
        return found.Count == 0 ? ([], Nobody(field))
            : found.Count > Selection.MaxClients ? ([], TooMany)
            : (found, null);
    }
}
