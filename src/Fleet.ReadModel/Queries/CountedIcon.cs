using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Journal;

namespace Fleet.ReadModel.Queries;

/// <summary>The icon that a client counts under.</summary>
/// <param name="Icon">Null: it does not count, as it does not exist or has left.</param>
/// <param name="Group">Its group.</param>
internal readonly record struct CountedIcon(Icon? Icon, GroupName Group)
{
    /// <summary>Of a client as a row leaves it.</summary>
    public static CountedIcon Of(RowGlance row) => new(row.Exists && !row.HasLeft ? Icon.Of(row.Status) : null, row.Group);

    /// <summary>
    /// Most rows tell what was before: a row carries the icon change, and changes little else. What they do not tell is the group
    /// before another one, and whether a client had left that opens a session, or breaks one off before it is present: only
    /// who turns offline was surely present.
    /// </summary>
    public static bool TryGuess(RowGlance row, out CountedIcon before)
    {
        before = new CountedIcon(row.ChangesIcon ? row.IconBefore : Icon.Of(row.Status), row.Group);
        switch (row.Manifest)
        {
            case Manifests.ReportTaken when !row.ChangesGroup:
            case Manifests.PatternJudged:
            case Manifests.IdentityJudged:
            case Manifests.Marked:
            case Manifests.TaskStepped when row.Exists:
                before = row.HasLeft ? before with { Icon = null } : before;
                return true;
            case Manifests.SessionEnded:
                return row.ChangesIcon;
            case Manifests.SessionOpened:
                return row.Supersedes && !row.ChangesGroup;
            default:
                return false;
        }
    }

    /// <summary>The icon, if the client counts in one of the groups; no groups: all.</summary>
    public Icon? In(HashSet<GroupName> groups) => groups.Count == 0 || groups.Contains(Group) ? Icon : null;
}
