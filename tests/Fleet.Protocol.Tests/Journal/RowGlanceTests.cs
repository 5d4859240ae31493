using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Journal;
using Xunit;

namespace Fleet.Protocol.Tests.Journal;

public sealed class RowGlanceTests
{
    private static readonly Gen<string> Manifest = Gen.OneOf("r", "g", "o", "e", "a", "d", "m", "f");

    [Fact]
    public void A_glance_sees_what_reading_the_whole_row_does() => RowGens.Row.Sample(
        row =>
        {
            var (manifest, bytes) = JournalCodec.Encode(row.Event, row.After);
            Assert.Equal(Expected(manifest, row.Event, row.After), new RowGlancer().Read(manifest, bytes));
        },
        iter: 5_000);

    [Fact]
    public void Of_damaged_rows_a_glance_sees_the_same_or_fails_by_one_exception() =>
        Gen.Select(Manifest, Gen.OneOf(Rubbish.Bytes, Rubbish.Damaged(Golden.All("journal")))).Sample(
            (manifest, bytes) =>
            {
                (ClientEvent Event, ClientState After)? row = null;
                try
                {
                    row = JournalCodec.Decode(manifest, bytes);
                }
                catch (JournalFormatException)
                {
                }

                RowGlance? glance = null;
                try
                {
                    glance = new RowGlancer().Read(manifest, bytes);
                }
                catch (JournalFormatException e)
                {
                    Assert.Equal(manifest, e.Manifest);
                }

                // A glance does not look at the rest, which may be damaged.
                if (row is var (happened, after))
                    Assert.Equal(Expected(manifest, happened, after), glance);
            },
            iter: 30_000);

    [Fact]
    public void A_kind_from_the_future_is_named() =>
        Assert.Equal("zz", Assert.Throws<JournalFormatException>(() => new RowGlancer().Read("zz", [])).Manifest);

    [Fact]
    public void A_row_cut_short_anywhere_is_not_read()
    {
        foreach (var (manifest, happened, after) in RowSamples.All.Values)
        {
            var bytes = JournalCodec.Encode(happened, after).Bytes;
            foreach (var length in Checksums.CutLengths(bytes))
                Assert.Throws<JournalFormatException>(() => new RowGlancer().Read(manifest, bytes.AsSpan(0, length)));
        }
    }

    private static RowGlance Expected(string manifest, ClientEvent happened, ClientState after) => new(
        manifest,
        after.Exists,
        after.Numbers,
        after.Status,
        after.Presence.Cause,
        after.Presence.HasLeft,
        after.Duplicate is not null,
        after.Group,
        happened is ReportTaken { Changed.Group: not null } or SessionOpened { Group: not null } or Registered { Group: not null },
        happened is SessionOpened { SupersededAnother: true },
        happened.Icon is not null,
        happened.Icon?.From);
}
