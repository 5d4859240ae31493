namespace Fleet.Core.Drawing;

/// <summary>
/// Colours of middle lightness, which stand out from white and from near-black alike (at least 3:1, the bound of WCAG 2.1
/// for graphics). They only repeat what the shapes say.
/// </summary>
internal static class Palette
{
    public const string Online = "#2b7de9";
    public const string Offline = "#768390";
    public const string Roaming = "#9a67ea";
    public const string Good = "#2a9a48";
    public const string Weak = "#c27a00";
    public const string Bad = "#e5484d";
    public const string Paper = "#fff";
}
