using CsCheck;
using Fleet.Core.Clients;
using Fleet.Protocol.Journal;
using Xunit;

namespace Fleet.Protocol.Tests.Journal;

/// <summary>What operators did is found in rows of every kind.</summary>
public sealed class RowActsTests
{
    private static readonly Act Rebuild = new(new Operator("open", "192.0.2.7"), "rebuild", """{"generation":2}""");

    [Fact]
    public void In_a_clients_row_it_is_what_the_row_says() => RowGens.Row.Sample(row =>
    {
        var (manifest, bytes) = JournalCodec.Encode(row.Event, row.After);
        if (!RowActs.MayHaveOne(manifest))
            Assert.Null(row.Event.Act);
        else
            Assert.Equal(row.Event.Act ?? FromBefore(row.Event), RowActs.Find(manifest, bytes));
    });

    [Fact]
    public void In_a_row_of_a_kind_that_nobody_knows_it_is_found_too()
    {
        var bytes = RowChecksum.Write("/unheard-of", new Fleet.Journal.V1.Forgotten { ObservedAt = 1, Act = new Fleet.Journal.V1.Act { By = "open", What = "invent" } });
        Assert.Equal(new Act(new Operator("open", ""), "invent"), RowActs.Find("/unheard-of", bytes));
        Assert.Null(RowActs.Find("/unheard-of", RowChecksum.Write("/unheard-of", new Fleet.Journal.V1.Forgotten { ObservedAt = 1 })));
    }

    [Fact]
    public void One_that_stands_alone_is_written_as_it_always_was_and_read()
    {
        var alone = new LoneAct("/read-model", Rebuild);
        Golden.AssertWritten("acts", "lone", alone.Encode());
        foreach (var bytes in Golden.All("acts", "lone"))
        {
            Assert.Equal(alone, LoneAct.Decode(bytes));
            Assert.Equal(Rebuild, RowActs.Find(Manifests.LoneAct, bytes));
            foreach (var length in Checksums.CutLengths(bytes))
                Assert.Throws<JournalFormatException>(() => LoneAct.Decode(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Damaged_rows_are_told_by_one_exception() => Gen.OneOf(Rubbish.Bytes, Rubbish.Damaged(Golden.All("acts"))).Sample(
        bytes =>
        {
            foreach (var manifest in (string[])[Manifests.LoneAct, Manifests.Marked, "/unheard-of"])
            {
                try
                {
                    _ = RowActs.Find(manifest, bytes);
                }
                catch (JournalFormatException e)
                {
                    Assert.Equal(manifest, e.Manifest);
                }
            }
        },
        iter: 20_000);

    private static Act? FromBefore(ClientEvent happened) => happened switch
    {
        Marked marked => new Act(new Operator(marked.By, ""), "mark"),
        Forgotten => new Act(new Operator("", ""), "forget"),
        _ => null,
    };
}
