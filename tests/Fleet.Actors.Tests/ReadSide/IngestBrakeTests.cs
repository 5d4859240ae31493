using Akka.Event;
using CsCheck;
using Fleet.Actors.ReadSide;
using Fleet.Journal;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.ReadSide;

/// <summary>Reports that outrun the read model are put off.</summary>
public sealed class IngestBrakeTests
{
    private static readonly ProjectorSettings Settings = new(
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(1),
        MaxLag: 5, LagCheck: TimeSpan.FromMilliseconds(250), StuckAfter: TimeSpan.FromHours(100));

    [Fact]
    public async Task Reports_wait_while_too_much_is_not_visible_and_go_on_when_it_is()
    {
        var history = Arbitrary.HistoryOf(21).Single();
        using var fleet = new TestFleet();
        fleet.Write(history.Take(5));
        fleet.Project();
        var admission = new Admission(10, TimeSpan.FromSeconds(1));
        await using (new IngestBrake(() => fleet.Queries.Lag(fleet.Time.GetUtcNow()), admission, Settings, fleet.Time, NoLogger.Instance))
        {
            Assert.False(IsShut(fleet, admission));

            fleet.Write(history.Skip(5));
            Eventually.True(() => IsShut(fleet, admission), "shut");
            // A command that is on its way already is let in.
            Assert.Null(admission.Enter());

            fleet.Project();
            Eventually.True(() => !IsShut(fleet, admission), "open again");
        }
    }

    private static bool IsShut(TestFleet fleet, Admission admission)
    {
        fleet.Time.Advance(Settings.LagCheck);
        return admission.IsShut;
    }
}
