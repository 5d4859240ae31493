using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Fleet.Core.Drawing;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Drawing;

public sealed class IconDrawingTests
{
    /// <summary>Only drawn on a coloured tile.</summary>
    private const string Paper = "#fff";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Each_drawing_is_valid_xml_with_its_text_as_title_on_a_grid_of_32() => Assert.All(Icon.All, icon =>
    {
        var drawing = XElement.Parse(IconDrawing.Svg(icon));
        Assert.Equal(Svg + "svg", drawing.Name);
        Assert.Equal("0 0 32 32", (string?)drawing.Attribute("viewBox"));
        Assert.Equal(icon.Text, (string?)drawing.Element(Svg + "title"));
    });

    [Fact]
    public void All_54_differ_by_their_geometry_alone() =>
        Assert.Equal(54, Icon.All.Select(Geometry).Distinct().Count());

    [Fact]
    public void Two_icons_share_a_layer_if_and_only_if_they_agree_in_what_it_tells()
    {
        var drawn = Icon.All.Select(icon => (Icon: icon, Paths: Paths(icon))).ToList();
        Assert.All(from one in drawn from other in drawn where one.Icon.Number < other.Icon.Number select (one, other), pair =>
        {
            var (one, other) = pair;
            Assert.Equal(one.Icon.Connection == other.Icon.Connection, one.Paths[0] == other.Paths[0]);
            Assert.Equal(one.Icon.ScanMethod == other.Icon.ScanMethod, one.Paths[1] == other.Paths[1]);
            Assert.Equal(one.Icon.RealTimeScan == other.Icon.RealTimeScan, one.Paths[2] == other.Paths[2]);
        });
    }

    [Fact]
    public void An_outdated_pattern_a_link_and_trouble_have_a_sign_each_and_what_an_icon_does_not_tell_has_none() => Assert.All(Icon.All, icon =>
        Assert.Equal(
            3 + (icon.Pattern == PatternStatus.Outdated ? 1 : 0) + (icon.SmartProtection is SmartProtection.Connected or SmartProtection.Disconnected ? 1 : 0)
                + (icon.ShownConditions == default ? 0 : 1),
            Paths(icon).Length));

    [Fact]
    public void The_mark_tells_whether_files_are_scanned_as_they_are_opened()
    {
        var marks = Icon.All.Where(icon => icon.ShownConditions != default).ToLookup(icon => icon.RealTimeScan == RealTimeScan.Enabled, icon => Paths(icon)[^1]);
        var (weakened, unprotected) = (Assert.Single(marks[true].Distinct()), Assert.Single(marks[false].Distinct()));
        Assert.NotEqual(weakened, unprotected);
    }

    [Fact]
    public void Colours_say_the_same_as_the_mark() => Assert.All(Icon.All, icon =>
    {
        var colors = Shapes(icon).Skip(2).Select(path => (string)path.Attribute("fill")!).ToList();
        Assert.Equal(icon.RealTimeScan != RealTimeScan.Enabled, colors.Contains("#e5484d"));
        Assert.Equal(icon.ShownConditions == default, colors.All(color => color == "#2a9a48"));
    });

    [Fact]
    public void Each_is_small_and_refers_to_nothing() => Assert.All(Icon.All, icon =>
    {
        var svg = IconDrawing.Svg(icon);
        Assert.InRange(Encoding.UTF8.GetByteCount(svg), 1, 1500);
        Assert.DoesNotContain("href", svg, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", svg, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", svg, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" id=", svg, StringComparison.OrdinalIgnoreCase);
    });

    [Fact]
    public void Every_colour_stands_out_from_white_and_from_near_black() => Assert.All(
        Icon.All.SelectMany(Shapes).Select(path => (string)path.Attribute("fill")!).Where(color => color != Paper).Distinct(),
        color =>
        {
            Assert.True(Contrast(color, "#ffffff") >= 3, $"{color} on white");
            Assert.True(Contrast(color, "#1e1e1e") >= 3, $"{color} on near-black");
        });

    private static string Geometry(Icon icon) => string.Join('|', Paths(icon));

    private static string[] Paths(Icon icon) =>
        [.. Shapes(icon).Select(path => (string)path.Attribute("d")!)];

    private static IEnumerable<XElement> Shapes(Icon icon) => XElement.Parse(IconDrawing.Svg(icon)).Elements(Svg + "path");

    /// <summary>The contrast ratio of WCAG 2.1.</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string color) =>
        (0.2126 * Channel(color, 1)) + (0.7152 * Channel(color, 3)) + (0.0722 * Channel(color, 5));

    private static double Channel(string color, int at)
    {
        var value = int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber) / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
