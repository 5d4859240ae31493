using System.Buffers;
using System.Text;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Xunit;

namespace Fleet.Protocol.Tests.Recording;

/// <summary>The canonical bytes of event lines: hashes of recordings depend on them for ever.</summary>
public sealed class EventLineWriterTests
{
    private static readonly ReportedFacts AllFacts = new()
    {
        ScanMethod = ScanMethod.Smart,
        Pattern = new ReportedPattern.OfStatus(PatternStatus.UpToDate),
        RealTimeScan = RealTimeScan.Stopped,
        SmartProtection = SmartProtection.Disconnected,
        Roaming = true,
        Group = GroupName.Parse("plant"),
    };

    public static TheoryData<InputKind, ReportedFacts?, string?, GoodbyeReason?, string> Golden => new()
    {
        { InputKind.Connect, null, "sales", null, """{"t":1500000,"c":"pc-1","n":3,"do":"connect","group":"sales"}""" },
        { InputKind.Leave, null, null, GoodbyeReason.ServiceStopped, """{"t":1500000,"c":"pc-1","n":3,"do":"leave","reason":"service-stopped"}""" },
        { InputKind.Break, null, null, null, """{"t":1500000,"c":"pc-1","n":3,"do":"break"}""" },
        { InputKind.PullCable, null, null, null, """{"t":1500000,"c":"pc-1","n":3,"do":"pull-cable"}""" },
        { InputKind.StopReading, null, null, null, """{"t":1500000,"c":"pc-1","n":3,"do":"stop-reading"}""" },
        { InputKind.ReadAgain, null, null, null, """{"t":1500000,"c":"pc-1","n":3,"do":"read-again"}""" },
        { InputKind.ReImage, null, null, null, """{"t":1500000,"c":"pc-1","n":3,"do":"re-image"}""" },
        {
            InputKind.Tell, AllFacts, null, null,
            """{"t":1500000,"c":"pc-1","n":3,"do":"tell","facts":{"scanMethod":"smart","pattern":{"status":"up-to-date"},"realTimeScan":"stopped","smartProtection":"disconnected","roaming":true,"group":"plant"}}"""
        },
        {
            InputKind.Tell, new ReportedFacts { Pattern = new ReportedPattern.OfRelease("1.\"2\"", DateTimeOffset.UnixEpoch.AddSeconds(-3)) }, null, null,
            """{"t":1500000,"c":"pc-1","n":3,"do":"tell","facts":{"pattern":{"version":"1.\u00222\u0022","releasedAt":-3000000}}}"""
        },
        { InputKind.Tell, ReportedFacts.None, null, null, """{"t":1500000,"c":"pc-1","n":3,"do":"tell","facts":{}}""" },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void A_line_has_the_bytes_that_it_always_had(InputKind kind, ReportedFacts? facts, string? group, GoodbyeReason? reason, string line)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var writer = new EventLineWriter(bytes);
        var input = new RecordedInput(1_500_000, ClientId.Parse("pc-1"), 3, kind, facts, group is null ? null : GroupName.Parse(group), reason);
        writer.Write(input);
        writer.Write(input);
        Assert.Equal($"{line}\n{line}\n", Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    [Fact]
    public void Every_kind_of_line_is_held_here() =>
        Assert.Equal(Enum.GetValues<InputKind>(), Golden.Select(row => (InputKind)((object?[])row)[0]!).Distinct().Order());
}
