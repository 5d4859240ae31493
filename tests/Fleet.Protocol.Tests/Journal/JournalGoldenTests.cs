using Fleet.Protocol.Journal;
using Xunit;

namespace Fleet.Protocol.Tests.Journal;

public sealed class JournalGoldenTests
{
    public static TheoryData<string> Names => [.. RowSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_are_written_as_they_always_were(string name)
    {
        var (manifest, happened, after) = RowSamples.All[name];
        var written = JournalCodec.Encode(happened, after);
        Assert.Equal(manifest, written.Manifest);
        Golden.AssertWritten("journal", name, written.Bytes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_row_ever_written_is_read(string name)
    {
        var (manifest, happened, after) = RowSamples.All[name];
        foreach (var bytes in Golden.All("journal", name))
            Assert.Equal((happened, after), JournalCodec.Decode(manifest, bytes));
    }

    [Fact]
    public void Every_golden_has_its_sample() => Assert.Equal(RowSamples.All.Keys.Order(), Golden.Names("journal"));
}
