using Fleet.Core.Clients;
using Fleet.Sim.Drive;
using Fleet.Sim.Oracle;
using Fleet.Sim.Recording;
using Fleet.Sim.Replay;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Synthesis;
using Xunit;

namespace Fleet.Sim.Tests.Replay;

/// <summary>Which fleet a replay has to end in.</summary>
public sealed class ReplayPlanTests : IDisposable
{
    private static readonly string Wrong = new('0', 64);
    private static readonly DateTimeOffset Before = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-plan-");

    public static TheoryData<string, bool, double> Ways => new()
    {
        { "", false, 7 },
        { "w-", false, 7 },
        { "", true, 7 },
        { "w-", true, 7 },
        { "", false, 3 },
        { "w-", true, 3 },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_recording_that_tells_another_fleet_than_its_own_diverges_however_it_is_played(string prefix, bool shifts, double days) =>
        Assert.Equal(Wrong, Plan(Wrong, prefix, shifts, days).ExpectedFleetHash);

    [Theory]
    [MemberData(nameof(Ways))]
    public void One_that_tells_its_own_has_to_end_as_it_is_played(string prefix, bool shifts, double days)
    {
        var plan = Plan(null, prefix, shifts, days);
        var rules = ClientRules.Default with { PatternMaxAge = TimeSpan.FromDays(days) };
        Assert.Equal(OracleFleet.HashAfterGoodbye(plan.Timeline, rules, default), plan.ExpectedFleetHash);
        Assert.Equal(plan.ExpectedFleetHash, Plan(OracleFleet.HashAfterGoodbye(Day, ClientRules.Default, default), prefix, shifts, days).ExpectedFleetHash);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static ScenarioTimeline Day => new(ScenarioLibrary.Load("office-day"), new TimelineOptions(7) { Clients = 20 });

    private ReplayPlan Plan(string? fleetHash, string prefix, bool shifts, double days)
    {
        var path = Path.Combine(_folder.FullName, "day.jsonl");
        RecordingFile.Write(path, "--out", RecordingHeaders.Of(ScenarioLibrary.Load("office-day"), Day, Speed.Real, null), Day, () => fleetHash, null, default);
        return ReplayPlan.Of(
            RecordedTimeline.Open(path, null, default), prefix, shifts ? Before : null, ClientRules.Default with { PatternMaxAge = TimeSpan.FromDays(days) }, Speed.Max, TimeProvider.System, default);
    }
}
