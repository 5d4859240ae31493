using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Journal;

/// <summary>What a row tells of how its client counts: the few fields that questions about whole stretches of the journal need.</summary>
/// <param name="Manifest">The row's kind.</param>
/// <param name="Exists">The client exists after the row; if not, the rest tells of defaults.</param>
/// <param name="Facts">The values of its facts after the row, of those that have few.</param>
/// <param name="Status">The dimensions of its icon after the row.</param>
/// <param name="Cause">Why it is, or is not, present after the row.</param>
/// <param name="HasLeft">It was uninstalled or moved, as of the row.</param>
/// <param name="IsDuplicate">Two machines use its id, as of the row.</param>
/// <param name="Group">Its group after the row.</param>
/// <param name="ChangesGroup">The row tells a group.</param>
/// <param name="Supersedes">The row opens a session while another one was open.</param>
/// <param name="ChangesIcon">The icon changed with the row.</param>
/// <param name="IconBefore">The icon before that; null: the client's first.</param>
public readonly record struct RowGlance(
    string Manifest,
    bool Exists,
    FactNumbers Facts,
    ClientStatus Status,
    PresenceCause Cause,
    bool HasLeft,
    bool IsDuplicate,
    GroupName Group,
    bool ChangesGroup,
    bool Supersedes,
    bool ChangesIcon,
    Icon? IconBefore);
