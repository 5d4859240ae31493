using Fleet.Protocol.Http;
using Xunit;

namespace Fleet.Protocol.Tests.Http;

public sealed class CsvTableTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("ends\r", "\"ends\r\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("-kiosk-7", "'-kiosk-7")]
    [InlineData("+1", "'+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\uFF1D1+1", "'\uFF1D1+1")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    public void A_text_is_read_back_as_it_was_and_never_run_as_a_formula(string text, string cell) =>
        Assert.Equal($"{cell},next\r\n", new CsvTable<string>(("text", item => item), ("other", _ => "next")).Row(text));

    [Fact]
    public void Numbers_times_and_nothing_are_written_the_same_everywhere()
    {
        var table = new CsvTable<object?>(("value", value => value));
        Assert.Equal(["-14\r\n", "0.5\r\n", "true\r\n", "\r\n", "2026-03-02T08:00:00.000Z\r\n"], new object?[] { -14L, 0.5, true, null, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(1)) }.Select(table.Row));
        Assert.Equal("value\r\n", table.Head);
    }
}
