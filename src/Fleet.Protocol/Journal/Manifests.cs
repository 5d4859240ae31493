namespace Fleet.Protocol.Journal;

/// <summary>The kinds of row, as the journal's <c>manifest</c> column names them. A manifest never changes its meaning.</summary>
public static class Manifests
{
    /// <summary>A report changed something.</summary>
    public const string ReportTaken = "r";

    /// <summary>A first hello, with reports still waiting at the client.</summary>
    public const string Registered = "g";

    /// <summary>The client is present.</summary>
    public const string SessionOpened = "o";

    /// <summary>The client is not present any more.</summary>
    public const string SessionEnded = "e";

    /// <summary>The pattern's status became another one by its age; which one, the state after it says.</summary>
    public const string PatternJudged = "a";

    /// <summary>Two machines were found to use the client's id, or not to any more; which, the state after it says.</summary>
    public const string IdentityJudged = "d";

    /// <summary>An operator changed what is said of the client.</summary>
    public const string Marked = "m";

    /// <summary>A task came to another state at the client.</summary>
    public const string TaskStepped = "t";

    /// <summary>The client was forgotten.</summary>
    public const string Forgotten = "f";

    /// <summary>An operator changed what is said of settings for the client alone.</summary>
    public const string SettingsPut = "s";

    /// <summary>The client applied settings, or could not.</summary>
    public const string SettingsAnswered = "S";

    /// <summary>No client's: an operator changed what the fleet or a group says of settings.</summary>
    public const string LevelPut = "/l";

    /// <summary>No client's: the journal took another one's place.</summary>
    public const string Replaced = "x";

    /// <summary>No client's: what an operator did that no other row tells.</summary>
    public const string LoneAct = "/a";

    /// <summary>The version of a journal that has a row of this kind.</summary>
    /// <remarks>
    /// One more for each kind of a client's rows: who does not know it cannot take anything of that client any more, and drops from its state what came
    /// with the kind. Rows of what is no client are passed over by whoever does not know them.
    /// </remarks>
    public static int JournalVersionOf(string manifest) => manifest is Marked or SettingsPut or SettingsAnswered or TaskStepped ? 2 : 1;

    /// <summary>Rows of what is no client, and is written by an actor of its own, have manifests that begin as its persistence id does.</summary>
    public static bool IsOfOther(string manifest) => manifest.StartsWith('/');
}
