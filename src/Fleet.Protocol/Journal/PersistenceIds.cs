namespace Fleet.Protocol.Journal;

/// <summary>Whose rows the journal holds: clients', and those of what is not a client.</summary>
/// <remarks>
/// Every reader skips what it does not know by this rule alone, whatever its manifest: so new kinds of rows can come, and an older
/// reader of a newer journal goes on.
/// </remarks>
public static class PersistenceIds
{
    /// <summary>Marks where a journal took another one's place: its rows are <see cref="JournalReplaced"/>.</summary>
    public const string Restore = "/restore";

    /// <summary>What the ids of <see cref="LoneAct"/>s begin with: each has one of its own.</summary>
    public const string Acts = "/acts";

    /// <summary>What is said of settings for the whole fleet: its rows are <see cref="LevelRow"/>.</summary>
    public const string Fleet = "/fleet";

    /// <summary>What is said of settings for a group: this, and its name.</summary>
    public const string Groups = "/group/";

    /// <summary>In the ordinal order of ids, after all groups; between <see cref="Fleet"/> and this are levels of settings alone.</summary>
    public const string AfterGroups = "/group0";

    /// <summary>In the ordinal order of ids, after all that are not clients.</summary>
    public const string AfterOthers = "/\U0010FFFF";

    /// <summary>No client's id can begin with a slash; what is not a client begins so.</summary>
    public static bool IsClient(string persistenceId) => !persistenceId.StartsWith('/');
}
