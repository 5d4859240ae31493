using System.Buffers;
using System.Text;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
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
    public void What_a_client_intends_has_its_bytes()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var writer = new EventLineWriter(bytes);
        var input = new RecordedInput(1_500_000, ClientId.Parse("pc-1"), 3, InputKind.Intend);
        writer.Write(input with { Intent = new ClientIntent.CannotApply(new LevelSettings { Roaming = false }, "no") });
        writer.Write(input with { Intent = new ClientIntent.Attempts(TaskId.Parse("scan"), 2, TargetState.Failed, 7, Fetches: null) });
        writer.Write(input with { Intent = new ClientIntent.Attempts(TaskId.Parse("scan"), 1, TargetState.Succeeded, 0, new ReportedPattern.OfStatus(PatternStatus.UpToDate)) });
        writer.Write(new RecordedAct(5, 1, new OperatorAct.PutLevel(GroupName.Parse("sales"), new LevelSettings { Roaming = false })));
        writer.Write(new RecordedAct(6, 2, new OperatorAct.OrderTask(TaskId.Parse("scan"), TaskOrder.Approve)));
        Assert.Equal(
            """
            {"t":1500000,"c":"pc-1","n":3,"do":"intend","settings":{"privileges":{"roaming":false}},"error":"no"}
            {"t":1500000,"c":"pc-1","n":3,"do":"intend","task":"scan","attempt":2,"end":"failed","takes":7}
            {"t":1500000,"c":"pc-1","n":3,"do":"intend","task":"scan","attempt":1,"end":"succeeded","takes":0,"pattern":{"status":"up-to-date"}}
            {"t":5,"n":1,"act":"PUT /v1/groups/sales/settings","body":{"privileges":{"roaming":false}}}
            {"t":6,"n":2,"act":"POST /v1/tasks/scan/approve"}

            """,
            Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    [Fact]
    public void Every_kind_of_line_is_held_here() =>
        Assert.Equal(Enum.GetValues<InputKind>().Where(kind => kind != InputKind.Intend), Golden.Select(row => (InputKind)((object?[])row)[0]!).Distinct().Order());
}
