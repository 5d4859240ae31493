using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Xunit;

namespace Fleet.Protocol.Tests.Wire;

public sealed class ReportJsonTests
{
    private const string Good =
        """
        {"seq":3,"acked":1,"observedAt":"2026-03-01T08:30:00.1259Z","facts":{"scanMethod":"smart","pattern":{"version":"19.1","releasedAt":"2026-02-28T00:00:00+01:00"},
        "realTimeScan":"stopped","smartProtection":"connected","roaming":true,"group":"sales"}}
        """;

    [Fact]
    public void A_whole_report_is_read()
    {
        Assert.True(ReportJson.TryRead(Encoding.UTF8.GetBytes(Good), out var report, out _));
        Assert.Equal(
            new ClientInput.Report(3, 1, new DateTimeOffset(2026, 3, 1, 8, 30, 0, 125, TimeSpan.Zero), new ReportedFacts
            {
                ScanMethod = ScanMethod.Smart,
                Pattern = new ReportedPattern.OfRelease("19.1", new DateTimeOffset(2026, 2, 27, 23, 0, 0, TimeSpan.Zero)),
                RealTimeScan = RealTimeScan.Stopped,
                SmartProtection = SmartProtection.Connected,
                Roaming = true,
                Group = GroupName.Parse("sales"),
            }),
            report);
    }

    [Theory]
    [InlineData("""{"seq":3,"observedAt":"2026-03-01T08:30:00Z"}""", 2, null)]
    [InlineData("""{"seq":-9223372036854775808,"observedAt":"2026-03-01T08:30:00Z"}""", 0, null)]
    [InlineData("""{"group":"g","seq":1,"observedAt":"2026-03-01T08:30:00Z","facts":{}}""", 0, "g")]
    [InlineData("""{"group":"g","seq":1,"acked":0,"observedAt":"2026-03-01T08:30:00Z","facts":{"group":"g"}}""", 0, "g")]
    public void What_is_left_out_has_its_default(string json, long acked, string? group)
    {
        Assert.True(ReportJson.TryRead(Encoding.UTF8.GetBytes(json), out var report, out _));
        Assert.Equal((acked, group, null), (report.Acked, report.Facts.Group?.Value, report.Fault));
    }

    [Theory]
    [InlineData("""{"seq":3,"epoch":"3f2a","observedAt":"2026-03-01T08:30:00Z"}""", "3f2a")]
    [InlineData("""{"seq":3,"epoch":"","observedAt":"2026-03-01T08:30:00Z"}""", "")]
    [InlineData("""{"seq":3,"observedAt":"2026-03-01T08:30:00Z"}""", "")]
    public void The_epoch_of_a_number_is_told_beside_it(string json, string epoch)
    {
        Assert.True(ReportJson.TryRead(Encoding.UTF8.GetBytes(json), out var report, out _));
        Assert.Equal((epoch, null), (report.Epoch, report.Fault));
    }

    [Fact]
    public void Every_report_is_read_as_it_was_written() => Gen.Select(Gens.Seq, Gens.Seq, Gens.ToldTime, WireGens.Facts).Sample(
        (seq, acked, at, facts) =>
        {
            Assert.True(ReportJson.TryRead(Write(seq, acked, at, facts), out var report, out var refusal), refusal?.Message);
            Assert.Equal(new ClientInput.Report(seq, acked, at, facts), report);
        },
        iter: 2_000);

    [Fact]
    public void Whatever_bytes_come_there_is_an_answer() => Gen.OneOf(Rubbish.Bytes, Rubbish.Damaged([Encoding.UTF8.GetBytes(Good)])).Sample(
        json =>
        {
            var read = ReportJson.TryRead(json, out var report, out var refusal);
            Assert.Equal((read, !read), (report is not null, refusal is not null));
        },
        iter: 20_000);

    private static byte[] Write(long seq, long acked, DateTimeOffset at, ReportedFacts facts)
    {
        var told = new Dictionary<string, object>();
        foreach (var fact in Facts.All.Where(fact => facts.Numbers[fact.Fact] > 0))
            Add(fact.Name, fact.Values!.IsFlag ? facts.Numbers.Flag(fact.Fact) : fact.Values.WordOf(facts.Numbers[fact.Fact]));
        Add("group", facts.Group?.Value);
        Add("pattern", facts.Pattern switch
        {
            ReportedPattern.OfStatus(var status) => new { status = Words.Of(status) },
            ReportedPattern.OfRelease(var version, var releasedAt) => new { version, releasedAt = Text(releasedAt) },
            _ => null,
        });
        return JsonSerializer.SerializeToUtf8Bytes(new { seq, acked, observedAt = Text(at), facts = told });

        void Add(string name, object? value)
        {
            if (value is not null)
                told.Add(name, value);
        }
    }

    private static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);
}
