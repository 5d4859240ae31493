using System.Collections.Immutable;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Queries;

/// <summary>Finds out whom a selection means, and how each is connected.</summary>
internal static class SelectedClients
{
    /// <summary>The clients, in the order of their ids; those that are named in the order in which they are.</summary>
    /// <param name="snapshot">The moment.</param>
    /// <param name="selection">Whom.</param>
    /// <param name="filterOf">Reads a question for a list of clients.</param>
    /// <param name="book">What the fleet and its groups say of settings.</param>
    /// <param name="most">No more may be meant.</param>
    /// <exception cref="QueryException">A client is not known, nobody is meant, or too many are.</exception>
    public static ImmutableArray<SelectedClient> Of(IReadSnapshot snapshot, Selection selection, Func<string, ClientFilter> filterOf, SettingsBook book, int most)
    {
        ImmutableArray<SelectedClient> found = selection switch
        {
            Selection.Named named => [.. named.Clients.Select((client, index) => Known(snapshot, client, index))],
            Selection.OfGroup of => Found(ClientFilter.All.With(ClientFilters.Group, of.Group)),
            Selection.Filtered filtered => Found(filterOf(filtered.Query)),
            _ => throw new ArgumentOutOfRangeException(nameof(selection), selection, "unknown selection"),
        };
        return found.Length == 0 ? throw Nobody(selection is Selection.OfGroup ? "target.group" : "target.filter")
            : found.Length > most ? throw QueryException.Wrong("target", $"at most {most} clients")
            : found;

        ImmutableArray<SelectedClient> Found(ClientFilter filter) =>
            [.. snapshot.Find(filter.Scan(book)).Take(most + 1).Select(one => new SelectedClient(ClientId.Parse(one.Client), Facet.All[one.Facet].Status.Connection))];
    }

    private static SelectedClient Known(IReadSnapshot snapshot, ClientId client, int index) => snapshot.Client(client.Value) is { } record
        ? new SelectedClient(client, record.State.Connection)
        : throw new QueryException(QueryFault.NotFound, $"There is no client {client}.", $"target.clients[{index}]");

    private static QueryException Nobody(string field) => new(QueryFault.NotFound, $"{field} names no client that is there.", field);
}

/// <summary>A client that is meant.</summary>
/// <param name="Client">The client.</param>
/// <param name="Connection">How it is connected at that moment.</param>
public readonly record struct SelectedClient(ClientId Client, Connection Connection);
