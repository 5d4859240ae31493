using Xunit;

namespace Fleet.Actors.Tests.Journal;

public sealed class FleetJournalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => _folder.File("journal.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_persisted_is_there_after_a_restart_in_its_order()
    {
        using (var first = JournalSystem.Start(File))
        {
            var keeper = first.Keeper("pc-1");
            for (var n = 1; n <= 3; n++)
            {
                keeper.Tell(new Keeper.Keep(Rows.Report(n)), first.TestActor);
                Assert.Equal(n, first.Kept().SequenceNr);
            }
        }

        using var second = JournalSystem.Start(File);
        var got = second.Get("pc-1");
        Assert.Equal(3, got.SequenceNr);
        Assert.Equal(Rows.Report(3).After, got.Last!.After);
        Assert.Equal(Rows.Report(3).Event, got.Last.Event);
    }
}
