using CsCheck;
using Fleet.Core.Clients;
using Fleet.Protocol.Journal;
using Xunit;

namespace Fleet.Protocol.Tests.Journal;

public sealed class JournalCodecTests
{
    [Fact]
    public void A_row_is_read_as_it_was_written() => RowGens.Row.Sample(
        row =>
        {
            var (manifest, bytes) = JournalCodec.Encode(row.Event, row.After);
            Assert.Equal(row, JournalCodec.Decode(manifest, bytes));
        },
        iter: 5_000);

    [Fact]
    public void A_state_of_another_event_is_not_written() =>
        Assert.Throws<ArgumentException>(() => JournalCodec.Encode(new Forgotten(DateTimeOffset.UnixEpoch, LastSeq: 4), ClientState.None));
}
