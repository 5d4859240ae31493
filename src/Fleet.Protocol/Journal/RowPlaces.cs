using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>Numbers of the fields that have different ones in each kind of row; 0: that kind has no such field.</summary>
internal sealed record RowPlaces(int Icon, int Group = 0, int Changed = 0, int Superseded = 0)
{
    /// <summary>The same in every kind.</summary>
    public const int After = Rows.ReportTaken.AfterFieldNumber;

    private static readonly RowPlaces Report = new(Rows.ReportTaken.IconFieldNumber, Changed: Rows.ReportTaken.ChangedFieldNumber);
    private static readonly RowPlaces Registered = new(Rows.Registered.IconFieldNumber, Rows.Registered.GroupFieldNumber);
    private static readonly RowPlaces Opened = new(
        Rows.SessionOpened.IconFieldNumber, Rows.SessionOpened.GroupFieldNumber, Superseded: Rows.SessionOpened.SupersededAnotherFieldNumber);
    private static readonly RowPlaces Ended = new(Rows.SessionEnded.IconFieldNumber);
    private static readonly RowPlaces Aged = new(Rows.PatternAged.IconFieldNumber);
    private static readonly RowPlaces Iconless = new(Icon: 0);

    /// <exception cref="JournalFormatException">This version knows no such kind.</exception>
    public static RowPlaces Of(string manifest) => manifest switch
    {
        Manifests.ReportTaken => Report,
        Manifests.Registered => Registered,
        Manifests.SessionOpened => Opened,
        Manifests.SessionEnded => Ended,
        Manifests.PatternJudged => Aged,
        Manifests.IdentityJudged or Manifests.Marked or Manifests.SettingsPut or Manifests.SettingsAnswered or Manifests.TaskStepped or Manifests.Forgotten => Iconless,
        _ => throw new JournalFormatException(manifest, null, "this version knows no such kind"),
    };
}
