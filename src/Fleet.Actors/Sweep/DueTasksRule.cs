using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;

namespace Fleet.Actors.Sweep;

/// <summary>Attempts at tasks that have taken too long, and clients that wait for a task whose time is over.</summary>
/// <param name="time">The server's clock.</param>
internal sealed class DueTasksRule(TimeProvider time) : ISweepRule
{
    private static readonly Reconsider Hint = new();
    private DueTarget _last = DueTarget.First;

    public void Begin() => _last = DueTarget.First;

    public IReadOnlyList<ToClient>? Next(IReadSnapshot snapshot, int limit)
    {
        var found = snapshot.Tasks.Due(_last, time.GetUtcNow().ToUnixTimeMilliseconds(), limit);
        if (found.Count == 0)
            return null;
        _last = found[^1];
        return [.. found.Select(target => new ToClient(ClientId.Parse(target.Client), Hint))];
    }
}
