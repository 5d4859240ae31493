namespace Fleet.Sim.InProcess;

/// <summary>Counts of a play.</summary>
/// <param name="Events">Of the timeline.</param>
/// <param name="Sent">Messages with a report, repeats included.</param>
/// <param name="Taken">Reports that were taken.</param>
/// <param name="Refused">Reports that were refused for good.</param>
/// <param name="Rows">Rows that a journal would have.</param>
/// <param name="IconChanges">Icon changes.</param>
/// <param name="ToOnline">Turns to online.</param>
/// <param name="ToOffline">Turns to offline.</param>
/// <param name="ToRoaming">Turns to roaming.</param>
public sealed record PlayFigures(long Events, long Sent, long Taken, long Refused, long Rows, long IconChanges, long ToOnline, long ToOffline, long ToRoaming)
{
    /// <summary>Before anything is played.</summary>
    public static PlayFigures None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>The counts of two plays.</summary>
    public PlayFigures Plus(PlayFigures other) => new(
        Events + other.Events, Sent + other.Sent, Taken + other.Taken, Refused + other.Refused, Rows + other.Rows, IconChanges + other.IconChanges,
        ToOnline + other.ToOnline, ToOffline + other.ToOffline, ToRoaming + other.ToRoaming);
}
