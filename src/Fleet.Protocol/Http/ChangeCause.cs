using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Http;

/// <summary>Where a change came from.</summary>
public enum ChangeCause
{
    /// <summary>The client reported it.</summary>
    Report = 1,

    /// <summary>A session began or ended.</summary>
    Session,

    /// <summary>The server found it out by itself: a pattern's age, a node that is gone.</summary>
    Sweep,

    /// <summary>An operator wanted it.</summary>
    Operator,

    /// <summary>Settings were put to the client, or it answered some.</summary>
    Settings,
    /// <summary>A task came to another state at the client.</summary>
    Task,
}

/// <summary>Tells where events came from.</summary>
public static class ChangeCauses
{
    /// <summary>Where an event came from.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is of an unknown kind.</exception>
    public static ChangeCause Of(ClientEvent happened) => happened switch
    {
        ReportTaken => ChangeCause.Report,
        Registered or SessionOpened => ChangeCause.Session,
        SessionEnded ended => ended.Cause == PresenceCause.Presumed ? ChangeCause.Sweep : ChangeCause.Session,
        PatternJudged => ChangeCause.Sweep,
        IdentityJudged judged => judged.IsDuplicate ? ChangeCause.Session : ChangeCause.Sweep,
        SettingsPut or SettingsAnswered => ChangeCause.Settings,
        Marked or Forgotten => ChangeCause.Operator,
        TaskStepped => ChangeCause.Task,
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "unknown event"),
    };
}
