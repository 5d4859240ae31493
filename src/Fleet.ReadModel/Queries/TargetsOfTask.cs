using System.Collections.Immutable;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Queries;

/// <summary>Finds out who the targets of a task are, and how each stands when the task is made.</summary>
internal static class TargetsOfTask
{
    /// <summary>The targets, in the order of their ids; those that are named in the order in which they are.</summary>
    /// <param name="snapshot">The moment.</param>
    /// <param name="task">The task.</param>
    /// <param name="filterOf">Reads a question for a list of clients.</param>
    /// <param name="book">What the fleet and its groups say of settings.</param>
    /// <exception cref="QueryException">A client or a group is not known, or nobody is meant.</exception>
    public static ImmutableArray<NewTarget> Of(IReadSnapshot snapshot, TaskDefinition task, Func<string, ClientFilter> filterOf, SettingsBook book)
    {
        ImmutableArray<NewTarget> targets = task.Target switch
        {
            TaskTarget.Listed listed => [.. listed.Clients.Select((client, index) => NewTarget.Of(client, ConnectionOf(snapshot, client, index), task.WhenUnreachable))],
            TaskTarget.OfGroup of => InGroup(snapshot, of.Group, task.WhenUnreachable, book),
            TaskTarget.Filtered filtered => Found(snapshot, filterOf(filtered.Query), task.WhenUnreachable, book),
            _ => throw new ArgumentOutOfRangeException(nameof(task), task.Target, "unknown target"),
        };
        return targets.Length switch
        {
            0 => throw new QueryException(QueryFault.NotFound, "target means nobody: no client is so.", "target"),
            > TargetPart.MaxOfTask => throw QueryException.Wrong("target", $"at most {TargetPart.MaxOfTask} clients"),
            _ => targets,
        };
    }

    private static Connection ConnectionOf(IReadSnapshot snapshot, ClientId client, int index) => snapshot.Client(client.Value)?.State.Connection
        ?? throw new QueryException(QueryFault.NotFound, $"There is no client {client}.", $"target.clients[{index}]");

    private static ImmutableArray<NewTarget> InGroup(IReadSnapshot snapshot, GroupName group, WhenUnreachable whenUnreachable, SettingsBook book)
    {
        var targets = Found(snapshot, ClientFilter.All.With(ClientFilters.Group, group), whenUnreachable, book);
        return targets.IsEmpty ? throw new QueryException(QueryFault.NotFound, $"There is no client in the group {group}.", "target.group") : targets;
    }

    private static ImmutableArray<NewTarget> Found(IReadSnapshot snapshot, ClientFilter filter, WhenUnreachable whenUnreachable, SettingsBook book) =>
    [
        .. snapshot.Find(filter.Scan(book)).Take(TargetPart.MaxOfTask + 1)
            .Select(found => NewTarget.Of(ClientId.Parse(found.Client), Facet.All[found.Facet].Status.Connection, whenUnreachable)),
    ];
}
