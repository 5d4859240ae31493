using Fleet.Core.Vocabulary;

namespace Fleet.Core.Drawing;

/// <summary>
/// The visual language, one layer a dimension: a tile with a glyph on it, a badge in each of the other three corners, and a mark between the lower two.
/// See docs/icons.md.
/// </summary>
internal static class Layers
{
    private const string Square = "M3 0h16a3 3 0 0 1 3 3v16a3 3 0 0 1-3 3h-16a3 3 0 0 1-3-3v-16a3 3 0 0 1 3-3z";
    private const string Hole = "M2 2v18h18v-18z";
    private const string Disc = "M11 0a11 11 0 0 1 0 22a11 11 0 0 1 0-22z";
    private const string Lines = "M6 6h10v2h-10zM6 10h10v2h-10zM6 14h10v2h-10z";
    private const string Cloud = "M7 16a4 4 0 0 1-.5-8a5 5 0 0 1 9.3.5a3.8 3.8 0 0 1-.5 7.5z";
    private const string Play = "M22 21l10 5.5l-10 5.5z";
    private const string Pause = "M22 22h4v10h-4zM28 22h4v10h-4z";
    private const string Stop = "M22 22h10v10h-10z";
    private const string Hourglass = "M0 24h8v1.5l-3 2.5l3 2.5v1.5h-8v-1.5l3-2.5l-3-2.5z";
    private const string Cable = "M24 0h8v4h-3v10h3v4h-8v-4h3v-10h-3z";
    private const string CutCable = "M24 0h8v3h-8zM24 15h8v3h-8zM24 5h2l2 2.5l2-2.5h2v1.5l-2.5 2.5l2.5 2.5v1.5h-2l-2-2.5l-2 2.5h-2v-1.5l2.5-2.5l-2.5-2.5z";
    private const string Triangle = "M14.5 23.5l5 8.5h-10z";
    private const string Cross = "M10 24h3l2 2l2-2h3l-3.5 4l3.5 4h-3l-2-2l-2 2h-3l3.5-4z";

    /// <summary>Top left, the largest: a full square, a hollow one, a disc.</summary>
    public static Shape Tile(Connection connection) => connection switch
    {
        Connection.Online => new(Palette.Online, Square),
        Connection.Offline => new(Palette.Offline, Square + Hole),
        _ => new(Palette.Roaming, Disc),
    };

    /// <summary>On the tile: lines of a file on its own disk, or a cloud that is asked.</summary>
    public static Shape Glyph(ScanMethod method, Connection connection) =>
        new(connection == Connection.Offline ? Palette.Offline : Palette.Paper, method == ScanMethod.Smart ? Cloud : Lines);

    /// <summary>Bottom right: runs, switched off, stopped, as on any player.</summary>
    public static Shape Badge(RealTimeScan realTimeScan) => realTimeScan switch
    {
        RealTimeScan.Enabled => new(Palette.Good, Play),
        RealTimeScan.Disabled => new(Palette.Bad, Pause),
        _ => new(Palette.Bad, Stop),
    };

    /// <summary>Bottom left: its time has run out; nothing otherwise.</summary>
    public static Shape? Badge(PatternStatus? pattern) =>
        pattern == PatternStatus.Outdated ? new(Palette.Weak, Hourglass) : null;

    /// <summary>Top right: a cable from end to end, or ends with a cross between them; nothing if there is no link to tell of.</summary>
    public static Shape? Badge(SmartProtection? link) => link switch
    {
        SmartProtection.Connected => new(Palette.Good, Cable),
        SmartProtection.Disconnected => new(Palette.Weak, CutCable),
        _ => null,
    };

    /// <summary>
    /// Bottom middle, how bad it is: a cross where files are not scanned as they are opened, a triangle where they are, but with less than
    /// there should be; nothing if all that the icon tells is well.
    /// </summary>
    public static Shape? Mark(Conditions shown) =>
        (shown & (Conditions.RealTimeScanDisabled | Conditions.RealTimeScanStopped)) != 0 ? new(Palette.Bad, Cross)
        : shown != 0 ? new(Palette.Weak, Triangle)
        : null;
}
