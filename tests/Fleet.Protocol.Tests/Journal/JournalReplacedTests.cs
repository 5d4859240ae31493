using CsCheck;
using Fleet.Core.Clients;
using Fleet.Protocol.Journal;
using Xunit;

namespace Fleet.Protocol.Tests.Journal;

public sealed class JournalReplacedTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 30, 0, 125, TimeSpan.Zero);

    private static readonly Dictionary<string, JournalReplaced> Samples = new()
    {
        ["replaced"] = new(ReplacementCause.Behind, 111, At, 225, At.AddMinutes(3)),
        ["replaced-empty"] = new(ReplacementCause.Restored, 0, null),
        ["replaced-by"] = new(ReplacementCause.Restored, 111, At) { Act = new Act(new Operator("open", ""), "restore", After: "{}") },
    };

    public static TheoryData<string> Names => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_are_written_as_they_always_were_and_read(string name)
    {
        Golden.AssertWritten("marks", name, Samples[name].Encode());
        foreach (var bytes in Golden.All("marks", name))
        {
            Assert.Equal(Samples[name], JournalReplaced.Decode(Manifests.Replaced, bytes));
            foreach (var length in Checksums.CutLengths(bytes))
                Assert.Throws<JournalFormatException>(() => JournalReplaced.Decode(Manifests.Replaced, bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Any_flipped_bit_is_noticed()
    {
        foreach (var mark in Samples.Values)
        {
            var bytes = mark.Encode();
            Assert.Equal(Checksums.Seal(Manifests.Replaced, bytes[..^Checksums.Length]), bytes);
            for (var bit = 0; bit < 8 * bytes.Length; bit++)
            {
                var flipped = (byte[])bytes.Clone();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.Throws<JournalFormatException>(() => JournalReplaced.Decode(Manifests.Replaced, flipped));
            }
        }
    }

    [Fact]
    public void Every_golden_has_its_sample() => Assert.Equal(Samples.Keys.Order(), Golden.Names("marks"));

    [Fact]
    public void Damaged_rows_are_told_by_one_exception_or_read_as_another_row() =>
        Gen.OneOf(Rubbish.Bytes, Rubbish.Damaged(Golden.All("marks"))).Sample(
            bytes =>
            {
                try
                {
                    var read = JournalReplaced.Decode(Manifests.Replaced, bytes);
                    Assert.Equal(read, JournalReplaced.Decode(Manifests.Replaced, read.Encode()));
                }
                catch (JournalFormatException e)
                {
                    Assert.Equal(Manifests.Replaced, e.Manifest);
                }
            },
            iter: 20_000);

    [Theory]
    [InlineData("pc-1", true)]
    [InlineData("-", true)]
    [InlineData("..", true)]
    [InlineData("/restore", false)]
    [InlineData("/group/sales", false)]
    [InlineData("/", false)]
    public void What_begins_with_a_slash_is_not_a_client(string id, bool isClient)
    {
        Assert.Equal(isClient, PersistenceIds.IsClient(id));
        Assert.Equal(isClient, Core.Vocabulary.ClientId.TryParse(id, out _));
    }

    [Theory]
    [InlineData(0, 111, 0)]
    [InlineData(225, 111, 114)]
    [InlineData(225 + (7L << 32), 111, 1)]
    public void As_many_rows_are_missing_as_are_known_to_be(long known, long last, long missing) =>
        Assert.Equal(missing, new JournalReplaced(ReplacementCause.Behind, last, At, known, At).MissingRows);
}
