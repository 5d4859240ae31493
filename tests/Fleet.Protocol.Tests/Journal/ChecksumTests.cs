using System.Text;
using CsCheck;
using Fleet.Core.Clients;
using Fleet.Protocol.Journal;
using Xunit;

namespace Fleet.Protocol.Tests.Journal;

/// <summary>Every row ends with a checksum, so that damage is noticed and not read as other facts.</summary>
public sealed class ChecksumTests
{
    /// <summary>Of every wire type that a later version may add, with a number that no row has yet.</summary>
    private static readonly byte[] OfALaterVersion = [0x88, 0x02, 0x07, 0x91, 0x02, 1, 2, 3, 4, 5, 6, 7, 8, 0x9A, 0x02, 1, 9, 0xA5, 0x02, 1, 2, 3, 4];

    [Fact]
    public void The_definition_is_the_one_that_everybody_has() =>
        Assert.Equal("839206e3", Convert.ToHexStringLower(Checksums.Crc32C(Encoding.ASCII.GetBytes("123456789"))));

    [Fact]
    public void A_row_ends_with_the_checksum_of_its_kind_and_of_all_bytes_before() => RowGens.Row.Sample(
        row =>
        {
            var (manifest, bytes) = JournalCodec.Encode(row.Event, row.After);
            Assert.Equal(Checksums.Seal(manifest, bytes[..^Checksums.Length]), bytes);
        },
        iter: 2_000);

    [Fact]
    public void Any_flipped_bit_is_noticed() => Gen.Select(RowGens.Row, Gen.Int[0, int.MaxValue]).Sample(
        (row, which) =>
        {
            var (manifest, bytes) = JournalCodec.Encode(row.Event, row.After);
            var bit = which % (8 * bytes.Length);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertDamaged(manifest, bytes);
        },
        iter: 20_000);

    [Fact]
    public void Any_flipped_bit_of_every_kind_of_row_is_noticed()
    {
        foreach (var (manifest, happened, after) in RowSamples.All.Values)
        {
            var bytes = JournalCodec.Encode(happened, after).Bytes;
            for (var bit = 0; bit < 8 * bytes.Length; bit++)
            {
                var flipped = (byte[])bytes.Clone();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                AssertDamaged(manifest, flipped);
            }
        }
    }

    [Fact]
    public void A_row_is_not_read_as_one_of_another_kind()
    {
        foreach (var (manifest, happened, after) in RowSamples.All.Values)
        {
            var bytes = JournalCodec.Encode(happened, after).Bytes;
            foreach (var other in (ReadOnlySpan<string>)["r", "g", "o", "e", "a", "f", "x", ""])
            {
                if (other != manifest)
                    AssertDamaged(other, bytes);
            }
        }
    }

    /// <remarks>Before the checksum. Damage that also takes its name away can, about once in a million times, look like a row from before there were any.</remarks>
    [Fact]
    public void More_damage_is_noticed_too() => Gen.Select(Gen.Int[0, RowSamples.All.Count - 1], Gen.Int[0, 1_000], Gen.Byte.Array[1, 40]).Sample(
        (sample, place, rubbish) =>
        {
            var (manifest, happened, after) = RowSamples.All.Values.ElementAt(sample);
            var bytes = JournalCodec.Encode(happened, after).Bytes;
            var written = (byte[])bytes.Clone();
            var row = bytes.AsSpan(..^Checksums.Length);
            var damaged = row[(place % row.Length)..];
            rubbish.AsSpan(0, Math.Min(rubbish.Length, damaged.Length)).CopyTo(damaged);
            if (!bytes.AsSpan().SequenceEqual(written))
                AssertDamaged(manifest, bytes);
        },
        iter: 20_000);

    [Fact]
    public void A_row_from_before_has_none_and_is_read_as_it_is()
    {
        foreach (var (manifest, happened, after) in RowSamples.All.Values)
        {
            var bytes = JournalCodec.Encode(happened, after).Bytes[..^Checksums.Length];
            JournalCodec.Check(manifest, bytes);
            Assert.Equal((happened, after), JournalCodec.Decode(manifest, bytes));
            Assert.Equal(after.Exists, new RowGlancer().Read(manifest, bytes).Exists);
        }
    }

    [Fact]
    public void Fields_of_a_later_version_are_skipped_as_long_as_the_checksum_comes_last()
    {
        foreach (var (manifest, happened, after) in RowSamples.All.Values)
        {
            byte[] row = [.. JournalCodec.Encode(happened, after).Bytes[..^Checksums.Length], .. OfALaterVersion];
            var bytes = Checksums.Seal(manifest, row);
            JournalCodec.Check(manifest, bytes);
            Assert.Equal((happened, after), JournalCodec.Decode(manifest, bytes));
            Assert.Equal(after.Exists, new RowGlancer().Read(manifest, bytes).Exists);
            AssertDamaged(manifest, row);
        }
    }

    [Fact]
    public void Whoever_looks_is_told_what_is_wrong()
    {
        var (manifest, bytes) = JournalCodec.Encode(new Forgotten(DateTimeOffset.UnixEpoch, LastSeq: 4), ClientState.None with { LastSeq = 4 });
        bytes[^1] ^= 1;
        Assert.Contains("its checksum is wrong", Assert.Throws<JournalFormatException>(() => JournalCodec.Check(manifest, bytes)).Message, StringComparison.Ordinal);
    }

    private static void AssertDamaged(string manifest, byte[] bytes)
    {
        Assert.Equal(manifest, Assert.Throws<JournalFormatException>(() => JournalCodec.Check(manifest, bytes)).Manifest);
        Assert.Throws<JournalFormatException>(() => JournalCodec.Decode(manifest, bytes));
        Assert.Throws<JournalFormatException>(() => new RowGlancer().Read(manifest, bytes));
    }
}
