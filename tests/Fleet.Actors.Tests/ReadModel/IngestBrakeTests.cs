using Akka.Event;
using CsCheck;
using Fleet.Actors.Journal;
using Fleet.Actors.ReadModel;
using Fleet.Actors.ReadModel.Projector;
using Fleet.Actors.Tests.Journal;
using Fleet.Core.Clients;
using Xunit;

namespace Fleet.Actors.Tests.ReadModel;

/// <summary>Reports that outrun the read model are put off.</summary>
public sealed class IngestBrakeTests
{
    private static readonly ProjectorSettings Settings = new(
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(1),
        MaxLag: 5, LagCheck: TimeSpan.FromMilliseconds(250), StuckAfter: TimeSpan.FromHours(100));

    [Fact]
    public async Task Commands_are_refused_as_busy_while_too_much_is_not_visible_and_taken_when_it_is()
    {
        var history = Arbitrary.History.Where(rows => rows.Count > 20).Single();
        using var fleet = new TestFleet();
        fleet.Write(history.Take(5));
        fleet.Project();
        var admission = new Admission(10, TimeSpan.FromSeconds(1));
        await using (new IngestBrake(() => fleet.Queries.Lag(fleet.Time.GetUtcNow()), admission, Settings, fleet.Time, NoLogger.Instance))
        {
            Assert.Null(Knock(fleet, admission));

            fleet.Write(history.Skip(5));
            Eventually.True(() => Knock(fleet, admission) is { Code: RefusalCode.Busy } refusal && refusal.RetryAfter == Settings.RetryAfter, "put off");
            Assert.True(admission.TurnedAway > 0);

            fleet.Project();
            Eventually.True(() => Knock(fleet, admission) is null, "taken again");
        }
    }

    private static Refusal? Knock(TestFleet fleet, Admission admission)
    {
        fleet.Time.Advance(Settings.LagCheck);
        var refusal = admission.Enter();
        if (refusal is null)
            admission.Exit();
        return refusal;
    }
}
