using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.ReadModel.Queries;

/// <summary>The icon that a client counts under.</summary>
/// <param name="Icon">Null: it does not count, as it does not exist or has left.</param>
/// <param name="Group">Its group.</param>
internal readonly record struct Shown(Icon? Icon, GroupName Group)
{
    /// <summary>Of a client's state.</summary>
    public static Shown Of(ClientState state) => new(state.Presence.HasLeft ? null : state.Icon, state.Group);

    /// <summary>
    /// Most events tell what was before: an event carries the icon change, and changes little else. What they do not tell is
    /// the group before another one, and whether a client that opens a session had left.
    /// </summary>
    public static bool TryGuess(ClientEvent happened, ClientState after, out Shown before)
    {
        var icon = happened.Icon is { } change ? change.From : after.Icon;
        switch (happened)
        {
            case ReportTaken { Changed.Group: null } or PatternAged:
                before = new Shown(after.Presence.HasLeft ? null : icon, after.Group);
                return true;
            case SessionEnded or SessionOpened { Group: null, SupersededAnother: true }:
                before = new Shown(icon, after.Group);
                return true;
            default:
                before = default;
                return false;
        }
    }

    /// <summary>The icon, if the client counts in one of the groups; no groups: all.</summary>
    public Icon? In(HashSet<GroupName> groups) => groups.Count == 0 || groups.Contains(Group) ? Icon : null;
}
