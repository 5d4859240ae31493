using Fleet.Actors.Client;
using Fleet.ReadModel.Store;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Sweep;

/// <summary>
/// Sessions that the read model says this node holds, and that it does not: their end got lost, with an actor that failed, say.
/// One that is missing in two rounds is ended; in the first its own end may be on its way.
/// </summary>
/// <param name="node">The incarnation of this node.</param>
/// <param name="directory">The sessions that it holds. One that has left the directory never comes back to it.</param>
/// <param name="isLeaving">The node gives up its sessions without ending them.</param>
internal sealed class UnknownSessionsRule(int node, SessionDirectory directory, Func<bool> isLeaving) : ISweepRule
{
    private HashSet<SessionId> _suspects = [];
    private HashSet<SessionId> _missing = [];
    private string _after = "";

    public void Begin() => (_missing, _after) = ([], "");

    public IReadOnlyList<ToClient>? Next(IReadSnapshot snapshot, int limit)
    {
        var sessions = snapshot.SessionsOf(node, _after, limit);
        if (sessions.Count == 0)
        {
            _suspects = _missing;
            return null;
        }

        _after = sessions[^1].Client.Value;
        // A session is in the directory before its client hears of it, so whoever is missing after the read has left it.
        var missing = sessions.Where(held => directory.Find(held.Client, held.Session) is null).ToList();
        _missing.UnionWith(missing.Select(held => held.Session));
        // Asked last: a node that leaves says so before it empties the directory.
        return isLeaving()
            ? []
            : [.. missing.Where(held => _suspects.Contains(held.Session)).Select(held => new ToClient(held.Client, new EndSession(held.Session, PresenceCause.Broken)))];
    }
}
