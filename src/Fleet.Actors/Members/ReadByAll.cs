using Akka.Cluster;

namespace Fleet.Actors.Members;

/// <summary>Whether every member of the cluster reads something, those that join, leave or cannot be reached among them. May be asked by any thread, at any rate.</summary>
/// <param name="cluster">Of a node that is a member.</param>
/// <param name="what">One of <see cref="Reads"/>.</param>
public sealed class ReadByAll(Cluster cluster, string what)
{
    private volatile SeenMembers? _last;

    /// <summary>As this node sees the cluster now. It can turn back, when an older version joins.</summary>
    public bool IsSo
    {
        get
        {
            var members = cluster.State.Members;
            if (_last is { } last && ReferenceEquals(last.Members, members))
                return last.IsSo;
            var look = new SeenMembers(members, members.All(member => member.HasRole(what)));
            _last = look;
            return look.IsSo;
        }
    }

    /// <summary>The set is replaced with every change, so it is gone through once.</summary>
    private sealed record SeenMembers(IReadOnlyCollection<Member> Members, bool IsSo);
}
