using Fleet.Sim.Drive;
using Fleet.Sim.Report;
using Fleet.Sim.Trials;
using Xunit;

namespace Fleet.Sim.Tests.Report;

public sealed class VerdictTests
{
    private static Slo Missed => Slo.TryParse("p99<30ms", out var slo) ? slo : throw new InvalidOperationException();

    private static SimExit Of(TrialOutcome outcome, Slo? slo = null, RunPurpose purpose = RunPurpose.Measurement) => Verdict.Of(outcome, slo, purpose).Code;

    [Fact]
    public void Where_nothing_is_wrong_all_is_well()
    {
        Assert.Equal(SimExit.Good, Of(Outcomes.Good));
        Assert.Empty(Verdict.Of(Outcomes.Good, null, RunPurpose.Measurement).Findings);
    }

    [Fact]
    public void The_gravest_of_several_faults_decides_and_all_are_told()
    {
        var everything = Outcomes.Good.Late().Unsettled().Wrong();
        Assert.Equal(SimExit.ServerDiffers, Of(everything, Missed));
        Assert.Equal(4, Verdict.Of(everything, Missed, RunPurpose.Measurement).Findings.Count);
        Assert.Equal(SimExit.NotSettled, Of(Outcomes.Good.Late().Unsettled(), Missed));
        Assert.Equal(SimExit.GeneratorInvalid, Of(Outcomes.Good.Late(), Missed));
        Assert.Equal(SimExit.SloMissed, Of(Outcomes.Good, Missed));
    }

    [Fact]
    public void Numbers_that_nobody_sent_make_a_server_wrong() =>
        Assert.Equal(SimExit.ServerDiffers, Of(Outcomes.Good with { Reconciliation = Outcomes.Good.Reconciliation with { Duplicated = 1 } }));

    [Fact]
    public void An_answer_about_the_whole_fleet_that_is_wrong_makes_a_server_wrong_and_one_that_could_not_be_judged_does_not()
    {
        var (wrong, unknown) = (new AnswerFinding("counts are those of the clients"), new AnswerFinding("the feed tells every icon"));
        wrong.Judge(isSo: true, () => "");
        wrong.Judge(isSo: false, () => "total is 9, and should be 10");
        var verdict = Verdict.Of(Outcomes.Good with { Reconciliation = Outcomes.Good.Reconciliation with { Answers = [wrong, unknown] } }, null, RunPurpose.Measurement);
        Assert.Equal(SimExit.ServerDiffers, verdict.Code);
        Assert.Equal("1 of 2 times it is not so that counts are those of the clients: total is 9, and should be 10", Assert.Single(verdict.Findings));
        Assert.NotNull(verdict.Checks.Single(check => check.Name == unknown.Name).Skipped);
    }

    [Fact]
    public void One_of_several_workers_that_is_late_or_lost_makes_a_run_invalid_and_is_named()
    {
        Assert.Equal(SimExit.GeneratorInvalid, Of(Outcomes.Shared));
        Assert.Contains("late (80 ms at p99, where 50 ms are allowed) at http://b:7001/", Assert.Single(Verdict.Of(Outcomes.Shared, null, RunPurpose.Measurement).Findings), StringComparison.Ordinal);
        var lost = Outcomes.Good.Interrupted() with { WorkerLost = "The worker at http://b:7001 is gone." };
        Assert.Equal(SimExit.GeneratorInvalid, Of(lost));
        Assert.False(lost.IsValid(slo: null));
        Assert.Contains("http://b:7001 is gone", Assert.Single(Verdict.Of(lost, null, RunPurpose.Measurement).Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_overtaxed_generator_makes_a_run_invalid_and_a_demo_only_warn()
    {
        Assert.Equal(SimExit.GeneratorInvalid, Of(Outcomes.Good.Starved()));
        Assert.Equal(SimExit.Good, Of(Outcomes.Good.Starved(), null, RunPurpose.Demonstration));
        Assert.Contains("warning", Assert.Single(Verdict.Of(Outcomes.Good.Starved(), null, RunPurpose.Demonstration).Findings));
    }

    [Theory]
    [InlineData(null, 50, true)]
    [InlineData(null, 50.1, false)]
    [InlineData("errors<1%", 50, true)]
    [InlineData("p99<1s", 100, true)]
    [InlineData("p99<250ms", 25, true)]
    [InlineData("p99<250ms", 25.1, false)]
    [InlineData("p50<15ms,p99<10s", 40, true)]
    [InlineData("p50<9ms,p99<10s", 40, false)]
    public void The_generator_may_be_late_by_a_tenth_of_what_the_server_is_held_to_at_the_same_percentile(string? limits, double p99, bool valid)
    {
        var slo = limits is null ? null : Slo.TryParse(limits, out var read) ? read : throw new InvalidOperationException();
        var outcome = Outcomes.Good with { Figures = Outcomes.Good.Figures! with { Lateness = Outcomes.Times(1, 2, p99, p99, p99) } };
        Assert.Equal(valid, outcome.IsValid(slo));
        Assert.Equal(!valid, Verdict.Of(outcome, slo, RunPurpose.Measurement).Code == SimExit.GeneratorInvalid);
    }

    [Fact]
    public void A_timeline_that_was_cut_short_is_invalid_also_in_a_demo_and_told_once()
    {
        var cut = Outcomes.Good.Late() with { TimelineCut = true };
        Assert.Equal(SimExit.GeneratorInvalid, Of(cut, null, RunPurpose.Demonstration));
        Assert.Contains("cut short", Assert.Single(Verdict.Of(cut, null, RunPurpose.Demonstration).Findings));
        Assert.False((Outcomes.Good with { TimelineCut = true }).IsValid(null));
    }

    [Fact]
    public void The_verdict_of_a_replay_is_about_the_fleet()
    {
        var late = Verdict.Of(Outcomes.Good.Late().Starved(), null, RunPurpose.Replay);
        Assert.Equal(SimExit.Good, late.Code);
        Assert.StartsWith("aside: ", Assert.Single(late.Findings), StringComparison.Ordinal);
        Assert.StartsWith("SAME: ", RunSummary.Headline(Outcomes.Good with { ExpectedFleetHash = "abc" }, late), StringComparison.Ordinal);
        // A recording with an operator's acts does not say what the fleet is in the end.
        Assert.StartsWith("GOOD: ", RunSummary.Headline(Outcomes.Good with { ExpectedFleetHash = null }, late), StringComparison.Ordinal);
        Assert.Equal(SimExit.NotSettled, Of(Outcomes.Good with { TimelineCut = true }, null, RunPurpose.Replay));
    }

    [Fact]
    public void Somebody_else_at_the_same_clients_is_not_taken_for_a_wrong_server()
    {
        var shared = Outcomes.Good with { Total = Outcomes.Good.Total with { Superseded = 3 } };
        Assert.Equal(SimExit.Good, Of(shared));
        Assert.Contains("somebody else who speaks for them", Assert.Single(Verdict.Of(shared, null, RunPurpose.Measurement).Findings));
        Assert.Equal(SimExit.GeneratorInvalid, Of(shared.Wrong()));
        Assert.Equal(SimExit.NotSettled, Of(shared.Wrong(), null, RunPurpose.Replay));
    }

    [Fact]
    public void As_fast_as_possible_cannot_be_late() => Assert.True((Outcomes.Good.Late().Starved() with { Speed = Speed.Max }).IsValid(null));

    [Fact]
    public void An_interrupted_run_says_so_whatever_else_is_missing() =>
        Assert.Equal(SimExit.Interrupted, Of(Outcomes.Good.Unsettled().Interrupted(), Missed));

    [Fact]
    public void Errors_are_refused_late_and_lost_reports_over_those_sent()
    {
        var outcome = Outcomes.Good with
        {
            Total = new Tally { Sent = 100, Refused = 1, TimedOut = 2, TakenLate = 3 },
            Reconciliation = Outcomes.Good.Reconciliation with { Lost = 4 },
        };
        Assert.Equal(0.10, outcome.ErrorShare, precision: 10);
        Assert.Equal(0, (outcome with { Total = default }).ErrorShare);
    }
}
