using Fleet.ReadModel.Queries;
using Microsoft.AspNetCore.WebUtilities;

namespace Fleet.Host.Http;

/// <summary>Reads the question of a list of clients where it stands in a text of its own: the filter of a target.</summary>
internal static class FilterText
{
    /// <summary>The filter that a question asks for.</summary>
    /// <param name="query">As in the address of the list, without its question mark; empty: everybody.</param>
    /// <exception cref="QueryException">A parameter is none that filters, or has a value that it does not take.</exception>
    public static ClientFilter Read(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        var known = ClientFilters.Rows.Select(row => row.Name).ToHashSet(StringComparer.Ordinal);
        if (values.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw Wrong($"{unknown} is no filter of GET /v1/clients");
        try
        {
            return new QuestionText(name => values.TryGetValue(name, out var found) ? found.OfType<string>().ToList() : []).Filter();
        }
        catch (QueryException wrong)
        {
            throw Wrong(wrong.Message.TrimEnd('.'));
        }
    }

    private static QueryException Wrong(string why) => new(QueryFault.OutOfRange, $"target.filter: {why}.", "target.filter");
}
