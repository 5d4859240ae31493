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

    /// <summary>Rows of what is no client, and is written by an actor of its own, have manifests that begin as its persistence id does.</summary>
    public static bool IsOfOther(string manifest) => manifest.StartsWith('/');
}
