using Fleet.Journal.Stores;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests;

/// <summary>The disk runs full under a running journal, and gets room again.</summary>
[Trait("Needs", "processes")]
public sealed class FullDiskTests
{
    [Fact]
    public async Task It_refuses_while_there_is_no_room_recovers_by_itself_and_has_lost_nothing_that_it_took()
    {
        using var disk = new SmallDisk();
        using var journal = new JournalFixture(new TestStore(StoreKind.Sqlite, disk.File("journal.db")));
        await journal.Write(Rows.Write("pc-1", 1));
        disk.Fill();

        // There may be room in pages that are allocated already; not for long.
        var taken = 1;
        Task refused;
        do
        {
            refused = journal.Write(Rows.Write("pc-1", taken + 1));
            journal.RunUntil(() => refused.IsCompleted, "taken or given up");
        }
        while (refused.IsCompletedSuccessfully && ++taken < 10_000);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => refused);
        Assert.NotNull(journal.Admission.Enter());
        Assert.Equal(taken, journal.Read("pc-1")!.SequenceNr);

        disk.MakeRoom();
        journal.RunUntil(() => journal.Admission.Failing is null, "recovered");
        await journal.Write(Rows.Write("pc-1", taken + 1));
        Assert.Equal(taken + 1, journal.Read("pc-1")!.SequenceNr);
    }
}
