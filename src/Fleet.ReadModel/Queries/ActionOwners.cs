using System.Collections.Concurrent;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Queries;

/// <summary>Who has something to do about the clients of a facet; there are few answers, each found out once.</summary>
internal static class ActionOwners
{
    private static readonly ConcurrentDictionary<(Conditions, Connection), ActionOwner[]> Known = new();

    public static ActionOwner[] Of(Facet facet) => Known.GetOrAdd(
        (facet.Conditions, facet.Status.Connection), static of => [.. RequiredActions.ForEach(of.Item1, of.Item2).Select(action => action.By).Distinct()]);
}
