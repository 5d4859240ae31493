using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Google.Protobuf.WellKnownTypes;
using Xunit;

namespace Fleet.Protocol.Tests.Wire;

public sealed class ClientInputsTests
{
    private static readonly Dictionary<string, (Action<V1.Report> Spoil, RefusalCode Code, string Field)> Reports = new()
    {
        ["no time"] = (r => r.ObservedAt = null, RefusalCode.Missing, "observedAt"),
        ["a year past 9999"] = (r => r.ObservedAt.Seconds = long.MaxValue, RefusalCode.OutOfRange, "observedAt"),
        ["a year before 1"] = (r => r.ObservedAt.Seconds = long.MinValue, RefusalCode.OutOfRange, "observedAt"),
        ["a second before 1970"] = (r => r.ObservedAt.Seconds = -1, RefusalCode.OutOfRange, "observedAt"),
        ["a release of the year 1"] = (
            r => r.Facts = new V1.Facts { Pattern = new V1.Pattern { Version = "1", ReleasedAt = DateTimeOffset.MinValue.ToTimestamp() } },
            RefusalCode.OutOfRange,
            "facts.pattern.releasedAt"),
        ["negative nanoseconds"] = (r => r.ObservedAt.Nanos = -1, RefusalCode.OutOfRange, "observedAt"),
        ["a second of nanoseconds"] = (r => r.ObservedAt.Nanos = 1_000_000_000, RefusalCode.OutOfRange, "observedAt"),
        ["method 0"] = (r => r.Facts.ScanMethod = 0, RefusalCode.OutOfRange, "facts.scanMethod"),
        ["an unknown method"] = (r => r.Facts.ScanMethod = (V1.ScanMethod)3, RefusalCode.OutOfRange, "facts.scanMethod"),
        ["Real-time Scan 0"] = (r => r.Facts.RealTimeScan = 0, RefusalCode.OutOfRange, "facts.realTimeScan"),
        ["an unknown Real-time Scan"] = (r => r.Facts.RealTimeScan = (V1.RealTimeScan)(-1), RefusalCode.OutOfRange, "facts.realTimeScan"),
        ["link 0"] = (r => r.Facts.SmartProtection = 0, RefusalCode.OutOfRange, "facts.smartProtection"),
        ["an empty group"] = (r => r.Facts.Group = "", RefusalCode.OutOfRange, "facts.group"),
        ["an odd group"] = (r => r.Facts.Group = "two words", RefusalCode.OutOfRange, "facts.group"),
        ["an empty pattern"] = (r => r.Facts.Pattern = new V1.Pattern(), RefusalCode.Missing, "facts.pattern"),
        ["pattern status 0"] = (r => r.Facts.Pattern = new V1.Pattern { Status = 0 }, RefusalCode.OutOfRange, "facts.pattern.status"),
        ["a version alone"] = (r => r.Facts.Pattern = new V1.Pattern { Version = "1" }, RefusalCode.Missing, "facts.pattern.releasedAt"),
        ["a release alone"] = (r => r.Facts.Pattern = new V1.Pattern { ReleasedAt = new Timestamp() }, RefusalCode.Missing, "facts.pattern.version"),
        ["status and version"] = (
            r => r.Facts.Pattern = new V1.Pattern { Status = V1.PatternStatus.Outdated, Version = "1", ReleasedAt = new Timestamp() },
            RefusalCode.Contradiction, "facts.pattern"),
        ["an empty version"] = (r => r.Facts.Pattern = Release(""), RefusalCode.OutOfRange, "facts.pattern.version"),
        ["a long version"] = (r => r.Facts.Pattern = Release(new string('1', 65)), RefusalCode.OutOfRange, "facts.pattern.version"),
        ["a NUL in the version"] = (r => r.Facts.Pattern = Release("1\0"), RefusalCode.OutOfRange, "facts.pattern.version"),
        ["an odd release"] = (
            r => r.Facts.Pattern = new V1.Pattern { Version = "1", ReleasedAt = new Timestamp { Nanos = -5 } },
            RefusalCode.OutOfRange, "facts.pattern.releasedAt"),
    };

    private static readonly Dictionary<string, (Action<V1.Hello> Spoil, string Field)> Hellos = new()
    {
        ["no id"] = (h => h.ClientId = "", "clientId"),
        ["an odd id"] = (h => h.ClientId = "pc 1", "clientId"),
        ["a long id"] = (h => h.ClientId = new string('a', 129), "clientId"),
        ["an odd group"] = (h => h.Group = "ä", "group"),
        ["a negative backlog"] = (h => h.BacklogThrough = -1, "backlogThrough"),
        ["a backlog beyond all numbers"] = (h => h.BacklogThrough = 1L << 53, "backlogThrough"),
        ["a long version"] = (h => h.AgentVersion = new string('1', 65), "agentVersion"),
        ["a long epoch"] = (h => h.Epoch = new string('1', 65), "epoch"),
        ["a bell in the version"] = (h => h.AgentVersion = "1\a", "agentVersion"),
    };

    public static TheoryData<string> ReportNames => [.. Reports.Keys];

    public static TheoryData<string> HelloNames => [.. Hellos.Keys];

    [Theory]
    [MemberData(nameof(ReportNames))]
    public void A_bad_report_keeps_its_number_and_names_the_field(string name)
    {
        var (spoil, code, field) = Reports[name];
        var report = new V1.Report { Seq = 7, Acked = 6, ObservedAt = new Timestamp { Seconds = 1 }, Facts = new V1.Facts() };
        spoil(report);
        var input = Assert.IsType<ClientInput.Report>(ClientInputs.Decode(new V1.ClientMessage { Report = report }));
        Assert.Equal((7, 6, code, field), (input.Seq, input.Acked, input.Fault?.Code, input.Fault?.Field));
        Assert.Contains(field, input.Fault!.Message, StringComparison.Ordinal);
        Assert.False(input.Fault.IsRetryable);
    }

    [Theory]
    [MemberData(nameof(HelloNames))]
    public void A_bad_hello_names_the_field(string name)
    {
        var (spoil, field) = Hellos[name];
        var hello = new V1.Hello { ClientId = "pc-1", Group = "g", AgentVersion = "1" };
        spoil(hello);
        AssertUnreadable(RefusalCode.OutOfRange, field, new V1.ClientMessage { Hello = hello });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void A_goodbye_without_a_known_reason_is_refused(int reason) => AssertUnreadable(
        RefusalCode.OutOfRange, "reason", new V1.ClientMessage { Goodbye = new V1.Goodbye { Reason = (V1.GoodbyeReason)reason } });

    [Fact]
    public void An_empty_message_is_refused() => AssertUnreadable(RefusalCode.Malformed, null, new V1.ClientMessage());

    [Fact]
    public void The_first_fault_is_told()
    {
        var report = new V1.Report { Seq = 1, Facts = new V1.Facts { Group = "" } };
        var input = Assert.IsType<ClientInput.Report>(ClientInputs.Decode(new V1.ClientMessage { Report = report }));
        Assert.Equal("observedAt", input.Fault?.Field);
    }

    [Fact]
    public void A_report_may_tell_nothing()
    {
        var report = new V1.Report { Seq = 1, ObservedAt = new Timestamp() };
        var input = ClientInputs.Decode(new V1.ClientMessage { Report = report });
        Assert.Equal(new ClientInput.Report(1, 0, DateTimeOffset.UnixEpoch, ReportedFacts.None), input);
    }

    [Fact]
    public void In_a_relay_hello_may_leave_its_name_to_the_relay()
    {
        var input = ClientInputs.Decode(new V1.ClientMessage { Hello = new V1.Hello() }, ClientId.Parse("pc-1"));
        Assert.Equal(new ClientInput.Hello(ClientId.Parse("pc-1"), null, 0, null), input);
    }

    [Fact]
    public void In_a_relay_hello_may_not_name_another_client() => AssertUnreadable(
        RefusalCode.Contradiction, "clientId", new V1.ClientMessage { Hello = new V1.Hello { ClientId = "pc-2" } }, ClientId.Parse("pc-1"));

    private static V1.Pattern Release(string version) => new() { Version = version, ReleasedAt = new Timestamp() };

    private static void AssertUnreadable(RefusalCode code, string? field, V1.ClientMessage message, ClientId? relayed = null)
    {
        var input = Assert.IsType<ClientInput.Unreadable>(ClientInputs.Decode(message, relayed));
        Assert.Equal((code, field, false), (input.Refusal.Code, input.Refusal.Field, input.Refusal.IsRetryable));
    }
}
