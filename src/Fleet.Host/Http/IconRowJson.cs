using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>An icon as the API tells it: null for what it does not show, an address for its drawing.</summary>
internal sealed record IconRowJson(
    Icon Name, Connection Connection, ScanMethod ScanMethod, PatternStatus? Pattern, RealTimeScan RealTimeScan, SmartProtection? SmartProtection, string Text, string Svg)
{
    public static IconRowJson Of(Icon icon) => new(
        icon, icon.Connection, icon.ScanMethod, icon.Pattern, icon.RealTimeScan, icon.SmartProtection, icon.Text, $"/v1/icons/{icon.Name}.svg");
}
