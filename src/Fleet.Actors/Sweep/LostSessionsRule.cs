using Akka.Event;
using Fleet.Actors.Client;
using Fleet.ReadModel.Store;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Sweep;

/// <summary>
/// Sessions of a node that is gone: their clients may come back, each by a new session that takes the lost one's place; those
/// that do not within the grace period are presumed offline.
/// </summary>
/// <param name="members">The incarnations that are in the cluster; null: this node is not in it itself now, and cannot judge.</param>
/// <param name="ready">Measures the grace period.</param>
/// <param name="grace">Its length.</param>
/// <param name="log">Is told of lost nodes.</param>
internal sealed class LostSessionsRule(Func<IReadOnlySet<int>?> members, ReadyTime ready, TimeSpan grace, ILoggingAdapter log) : ISweepRule
{
    private Dictionary<int, TimeSpan> _lostSince = [];
    private Queue<int>? _overdue;
    private string _after = "";

    public void Begin() => (_overdue, _after) = (null, "");

    public IReadOnlyList<ToClient>? Next(IReadSnapshot snapshot, int limit)
    {
        var now = ready.Elapsed();
        _overdue ??= Overdue(snapshot.Nodes(), now);
        while (_overdue.TryPeek(out var node))
        {
            var sessions = snapshot.SessionsOf(node, _after, limit);
            if (sessions.Count > 0)
            {
                _after = sessions[^1].Client.Value;
                return [.. sessions.Select(held => new ToClient(held.Client, new EndSession(held.Session, PresenceCause.Presumed)))];
            }

            _overdue.Dequeue();
            _after = "";
        }

        return null;
    }

    private Queue<int> Overdue(IReadOnlyList<int> nodes, TimeSpan now)
    {
        // Asked after the read of the nodes: who has a session was a member before.
        if (members() is not { } present)
            return new Queue<int>();
        var lost = nodes.Where(node => !present.Contains(node)).ToList();
        foreach (var node in lost.Where(node => !_lostSince.ContainsKey(node)))
            log.Info("Node {0:x8} is gone: its clients have {1} to come back.", node, grace);
        foreach (var node in _lostSince.Keys.Except(lost))
            log.Info("No client has a session of the lost node {0:x8} any more.", node);
        _lostSince = lost.ToDictionary(node => node, node => _lostSince.GetValueOrDefault(node, now));
        return new Queue<int>(lost.Where(node => now - _lostSince[node] >= grace));
    }
}
