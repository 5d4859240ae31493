using CsCheck;
using Fleet.Protocol.Journal;
using Google.Protobuf;
using Xunit;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Tests.Journal;

public sealed class JournalRubbishTests
{
    private static readonly Gen<string> Manifest = Gen.OneOf("r", "g", "o", "e", "a", "d", "m", "f");

    private static readonly Dictionary<string, Action<Rows.ReportTaken>> Spoilers = new()
    {
        ["after"] = row => row.After = null,
        ["changed"] = row => row.Changed = null,
        ["observed_at"] = row => row.ObservedAt = long.MaxValue,
        ["changed.scan_method"] = row => row.Changed.ScanMethod = 3,
        ["changed.roaming"] = row => row.Changed.Roaming = 3,
        ["changed.group"] = row => row.Changed.Group = "two words",
        ["changed.pattern.status"] = row => row.Changed.Pattern.Status = 0,
        ["changed.pattern.released_at"] = row => row.Changed.Pattern.ReleasedAt = long.MinValue,
        ["icon.from"] = row => row.Icon.From = -1,
        ["icon.to"] = row => row.Icon.To = 55,
        ["icon.conditions"] = row => row.Icon.Conditions = 32,
        ["after.group"] = row => row.After.Group = "",
        ["after.pattern"] = row => row.After.Pattern = null,
        ["after.presence_cause"] = row => row.After.PresenceCause = 7,
        ["after.goodbye_reason"] = row => row.After.GoodbyeReason = -1,
        ["after.presence_since"] = row => row.After.PresenceSince = long.MaxValue,
        ["after.last_observed_at"] = row => row.After.LastObservedAt = long.MaxValue,
        ["after.real_time_scan"] = row => row.After.RealTimeScan = 0,
        ["after.smart_protection"] = row => row.After.SmartProtection = 1,
        ["after.reported"] = row => row.After.Reported = -1,
        ["after.duplicate.since"] = row => row.After.Duplicate = new Rows.Duplication { Since = long.MaxValue },
        ["after.duplicate.seen_at"] = row => row.After.Duplicate = new Rows.Duplication { SeenAt = long.MinValue },
        ["after.note.at"] = row => row.After.Note = new Rows.Note { Text = "known", By = "open", At = long.MaxValue },
        ["after.tags"] = row => row.After.Tags.Add("two words"),
        ["after.since.roaming"] = row => row.After.Since.Roaming = long.MaxValue,
    };

    public static TheoryData<string> Fields => [.. Spoilers.Keys];

    [Fact]
    public void Damaged_rows_are_told_by_one_exception_or_read_as_another_row() =>
        Gen.Select(Manifest, Gen.OneOf(Rubbish.Bytes, Rubbish.Damaged(Golden.All("journal")))).Sample(
            (manifest, bytes) =>
            {
                try
                {
                    var (happened, after) = JournalCodec.Decode(manifest, bytes);
                    var again = JournalCodec.Encode(happened, after);
                    Assert.Equal((happened, after), JournalCodec.Decode(again.Manifest, again.Bytes));
                }
                catch (JournalFormatException e)
                {
                    Assert.Equal(manifest, e.Manifest);
                }
            },
            iter: 20_000);

    [Fact]
    public void A_row_cut_short_anywhere_is_not_read()
    {
        foreach (var (manifest, happened, after) in RowSamples.All.Values)
        {
            var bytes = JournalCodec.Encode(happened, after).Bytes;
            foreach (var length in Checksums.CutLengths(bytes))
                Assert.Throws<JournalFormatException>(() => JournalCodec.Decode(manifest, bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void A_kind_from_the_future_is_named()
    {
        var e = Assert.Throws<JournalFormatException>(() => JournalCodec.Decode("zz", []));
        Assert.Equal(("zz", null), (e.Manifest, e.Field));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_wrong_field_is_named(string field)
    {
        var row = Rows.ReportTaken.Parser.ParseFrom(Golden.All("journal", "report-taken").Last());
        row.ClearChecksum();
        Spoilers[field](row);
        var e = Assert.Throws<JournalFormatException>(() => JournalCodec.Decode("r", Checksums.Seal("r", row.ToByteArray())));
        Assert.Equal(field, e.Field);
        Assert.Contains(field, e.Message, StringComparison.Ordinal);
    }
}
