using System.Text;
using Fleet.Core.Clients;
using Fleet.Protocol.Wire;
using Xunit;

namespace Fleet.Protocol.Tests.Wire;

public sealed class ReportJsonFaultTests
{
    [Theory]
    [InlineData("", RefusalCode.Malformed, null)]
    [InlineData("seq=1", RefusalCode.Malformed, null)]
    [InlineData("[]", RefusalCode.Malformed, null)]
    [InlineData("null", RefusalCode.Malformed, null)]
    [InlineData("{} {}", RefusalCode.Malformed, null)]
    [InlineData("""{"seq":1,}""", RefusalCode.Malformed, null)]
    [InlineData("""{"facts":{"a":{"b":{"c":{"d":{"e":{"f":{"g":{}}}}}}}}}""", RefusalCode.Malformed, null)]
    [InlineData("{}", RefusalCode.Missing, "seq")]
    [InlineData("""{"seq":1}""", RefusalCode.Missing, "observedAt")]
    [InlineData("""{"seq":"1"}""", RefusalCode.Malformed, "seq")]
    [InlineData("""{"seq":null}""", RefusalCode.Malformed, "seq")]
    [InlineData("""{"seq":1.5}""", RefusalCode.OutOfRange, "seq")]
    [InlineData("""{"seq":9223372036854775808}""", RefusalCode.OutOfRange, "seq")]
    [InlineData("""{"seq":1,"observedAt":"2026-03-01T08:30:00"}""", RefusalCode.OutOfRange, "observedAt")]
    [InlineData("""{"seq":1,"observedAt":"1969-12-31T23:59:59.999Z"}""", RefusalCode.OutOfRange, "observedAt")]
    [InlineData("""{"seq":1,"observedAt":1772354400}""", RefusalCode.Malformed, "observedAt")]
    [InlineData("""{"seq":1,"observedAt":"\ud800"}""", RefusalCode.Malformed, "observedAt")]
    [InlineData("""{"seq":1,"epoch":1}""", RefusalCode.Malformed, "epoch")]
    [InlineData("""{"seq":1,"epoch":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0"}""", RefusalCode.OutOfRange, "epoch")]
    [InlineData("""{"Seq":1}""", RefusalCode.Malformed, "Seq")]
    [InlineData("""{"seq":1,"seq":1}""", RefusalCode.Malformed, "seq")]
    [InlineData("""{"\udfff":1}""", RefusalCode.Malformed, "\uFFFD")]
    public void A_body_that_is_no_report_is_refused(string json, RefusalCode code, string? field) => AssertRefused(json, code, field);

    [Theory]
    [InlineData("""[]""", RefusalCode.Malformed, "facts")]
    [InlineData("""null""", RefusalCode.Malformed, "facts")]
    [InlineData("""{"antivirus":true}""", RefusalCode.Malformed, "facts.antivirus")]
    [InlineData("""{"roaming":true,"roaming":true}""", RefusalCode.Malformed, "facts.roaming")]
    [InlineData("""{"roaming":"yes"}""", RefusalCode.Malformed, "facts.roaming")]
    [InlineData("""{"roaming":null}""", RefusalCode.Malformed, "facts.roaming")]
    [InlineData("""{"scanMethod":"SMART"}""", RefusalCode.OutOfRange, "facts.scanMethod")]
    [InlineData("""{"scanMethod":2}""", RefusalCode.Malformed, "facts.scanMethod")]
    [InlineData("""{"realTimeScan":"paused"}""", RefusalCode.OutOfRange, "facts.realTimeScan")]
    [InlineData("""{"smartProtection":""}""", RefusalCode.OutOfRange, "facts.smartProtection")]
    [InlineData("""{"group":""}""", RefusalCode.OutOfRange, "facts.group")]
    [InlineData("""{"pattern":"outdated"}""", RefusalCode.Malformed, "facts.pattern")]
    [InlineData("""{"pattern":{}}""", RefusalCode.Missing, "facts.pattern")]
    [InlineData("""{"pattern":{"age":1}}""", RefusalCode.Malformed, "facts.pattern.age")]
    [InlineData("""{"pattern":{"status":"old"}}""", RefusalCode.OutOfRange, "facts.pattern.status")]
    [InlineData("""{"pattern":{"version":"1"}}""", RefusalCode.Missing, "facts.pattern.releasedAt")]
    [InlineData("""{"pattern":{"releasedAt":"2026-03-01T08:30:00Z"}}""", RefusalCode.Missing, "facts.pattern.version")]
    [InlineData("""{"pattern":{"version":"1","releasedAt":"yesterday"}}""", RefusalCode.OutOfRange, "facts.pattern.releasedAt")]
    [InlineData("""{"pattern":{"version":"\u0000","releasedAt":"2026-03-01T08:30:00Z"}}""", RefusalCode.OutOfRange, "facts.pattern.version")]
    [InlineData("""{"pattern":{"status":"outdated","version":"1"}}""", RefusalCode.Contradiction, "facts.pattern")]
    public void Facts_that_are_none_are_refused(string facts, RefusalCode code, string field) =>
        AssertRefused($$"""{"seq":1,"observedAt":"2026-03-01T08:30:00Z","facts":{{facts}}}""", code, field);

    [Fact]
    public void Two_groups_contradict() => AssertRefused(
        """{"seq":1,"observedAt":"2026-03-01T08:30:00Z","facts":{"group":"a"},"group":"b"}""", RefusalCode.Contradiction, "group");

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] json = [.. """{"seq":1,"group":" """u8.TrimEnd((byte)' '), 0xc3, 0x28, .. "\"}"u8];
        Assert.True(ReportJson.TryRead(json, out var report, out _));
        Assert.Equal("observedAt", report.Fault?.Field);
    }

    [Theory]
    [InlineData("""{"seq":7}""", 7)]
    [InlineData("""{"colour":1,"seq":7}""", 7)]
    [InlineData("""{"seq":0}""", 0)]
    [InlineData("""{"seq":7.5}""", null)]
    [InlineData("""{"seq":7,"seq":8}""", null)]
    [InlineData("""{"seq":7,"epoch":8}""", null)]
    [InlineData("""{"colour":1,"seq":7,"epoch":null}""", null)]
    [InlineData("""{"colour":1,"seq":7,"epoch":"\u0007"}""", null)]
    [InlineData("""{"seq":7,"epoch":"a","epoch":"b"}""", null)]
    [InlineData("""{"observedAt":"2026-03-01T08:30:00Z"}""", null)]
    [InlineData("""{"seq":7""", null)]
    public void A_number_that_can_be_read_is_told(string json, int? seq) =>
        Assert.Equal(seq, ReportJson.TryRead(Encoding.UTF8.GetBytes(json), out var report, out _) ? (int)report.Seq : null);

    [Fact]
    public void A_long_name_is_not_told_back_whole()
    {
        Assert.False(ReportJson.TryRead(Encoding.UTF8.GetBytes($$"""{"{{new string('x', 10_000)}}":1}"""), out _, out var refusal));
        Assert.Equal(65, refusal.Field?.Length);
    }

    private static void AssertRefused(string json, RefusalCode code, string? field)
    {
        var fault = ReportJson.TryRead(Encoding.UTF8.GetBytes(json), out var report, out var refusal) ? report.Fault : refusal;
        Assert.NotNull(fault);
        Assert.Equal((code, field, false), (fault.Code, fault.Field, fault.IsRetryable));
        Assert.True(field is null || fault.Message.Contains(field, StringComparison.Ordinal));
    }
}
