using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Drive;
using Fleet.Sim.InProcess;
using Fleet.Sim.Oracle;
using Fleet.Sim.Recording;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.InProcess;

/// <summary>The rules against plain bookkeeping.</summary>
public sealed class PlayTests
{
    /// <summary>So that patterns pass their age within a day.</summary>
    private static readonly PlayRules Strict = PlayRules.Default with { Client = ClientRules.Default with { PatternMaxAge = TimeSpan.FromHours(8) } };

    public static TheoryData<string> Names => [.. SmallFleet.WithoutActs];

    public static TheoryData<string> Mistakes => [.. BrokenRules.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_goes_wrong_on_the_way_the_fleet_is_the_one_that_the_oracle_expects(string name)
    {
        for (var seed = 1; seed <= 8; seed++)
        {
            var timeline = Timeline(name, seed, TimeSpan.FromMinutes(20));
            var outcome = PlayOutcome.Of(timeline, PlayRules.Default, seed, decide: null, default);
            Assert.True(outcome.Violation is null, string.Join('\n', outcome.Violation?.Lines ?? []));
            Assert.Equal(OracleFleet.HashAfterGoodbye(timeline, ClientRules.Default, default), outcome.FleetHash);
        }
    }

    [Fact]
    public void Reimaged_clients_lose_nothing_but_what_waited_whatever_else_goes_wrong()
    {
        for (var seed = 1; seed <= 200; seed++)
            Assert.Null(PlayOutcome.Of(ReImaged, PlayRules.Default, seed, decide: null, default).Violation);
    }

    [Theory]
    [InlineData(nameof(BrokenRules.EpochsAreNoMatter))]
    [InlineData(nameof(BrokenRules.OldEpochsAreTaken))]
    public void A_mistake_with_epochs_is_found(string mistake)
    {
        Decider decide = mistake == nameof(BrokenRules.EpochsAreNoMatter) ? BrokenRules.EpochsAreNoMatter : BrokenRules.OldEpochsAreTaken;
        Assert.Contains(Enumerable.Range(1, 200), seed => PlayOutcome.Of(ReImaged, PlayRules.Default, seed, decide, default).Violation is not null);
    }

    /// <summary>A client that is re-imaged in each way that there is.</summary>
    private static ListTimeline ReImaged
    {
        get
        {
            Step[] day =
            [
                new ComeOnline(), Scan(RealTimeScan.Stopped), Scan(RealTimeScan.Enabled), new SayGoodbye(GoodbyeReason.Unloaded), Scan(RealTimeScan.Disabled), new ReImage(), Scan(RealTimeScan.Stopped),
                new ComeOnline(), Scan(RealTimeScan.Disabled), new UnplugCable(), Scan(RealTimeScan.Enabled), new ReImage(),
                new ComeOnline(), Scan(RealTimeScan.Stopped), new ReImage(), Scan(RealTimeScan.Enabled),
            ];
            var steps = Enumerable.Repeat(day, 12).SelectMany(steps => steps);
            return new ListTimeline(
                Timeline("office-day", 1), (ClientId.Parse("pc"), GroupName.Default), [.. steps.Select((step, i) => new TimelineEvent(TimeSpan.FromMinutes(i), 0, i + 1, step))]);
        }
    }

    private static ObserveFacts Scan(RealTimeScan value) => new(new ReportedFacts { RealTimeScan = value });

    [Fact]
    public void There_are_faults_in_a_play_with_faults()
    {
        var figures = Enumerable.Range(1, 4).Select(seed => PlayOutcome.Of(Timeline("office-day", seed), PlayRules.Default, seed, decide: null, default).Figures);
        Assert.All(figures, figure => Assert.InRange(figure.Sent - figure.Taken, figure.Taken / 50, figure.Taken));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_the_rules_is_found_and_shrunk_to_a_few_events(string mistake)
    {
        var decide = BrokenRules.All[mistake].Decide;
        var found = SeedSearch.Run(more => Timeline("office-day", more + 1), 100, Strict, decide, null, default);
        Assert.NotNull(found.Failed);
        var (timeline, failed) = found.Failed.Value;
        var shrunk = new Shrinker(Strict, decide).Shrink(timeline, failed.Violation!, failed.Faults, default);
        Assert.NotNull(shrunk);
        var (few, faults, violation) = shrunk.Value;
        Assert.InRange(few.Events().Count(), 1, 8);
        Assert.Equal(BrokenRules.All[mistake].NeedsFaults, faults is not null);
        Assert.Equal(failed.Violation!.Law, violation.Law);

        // The same few events are no fault of the rules as they are.
        Assert.Null(PlayOutcome.Of(few, Strict, faults ?? 1, decide: null, default).Violation);
        var folder = Directory.CreateTempSubdirectory("fleet-shrunk-");
        try
        {
            // As a file it still fails for whoever verifies it.
            var path = Path.Combine(folder.FullName, "few.jsonl");
            var header = RecordingHeaders.Of(ScenarioLibrary.Load("office-day"), few, Speed.Real, null) with { Source = RecordingSource.Shrunk, FaultSeed = faults };
            RecordingFile.Write(path, "--record", header, few, () => null, null, default);
            var read = RecordedTimeline.Open(path, null, default);
            Assert.Equal(violation.Law, PlayOutcome.Of(read, Strict, read.Header.FaultSeed ?? read.Seed, decide, default).Violation?.Law);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_pattern_ages_and_a_silence_is_found_out_when_the_settings_say()
    {
        var seen = new List<(TimeSpan, Connection, PatternStatus)>();
        var timeline = new ListTimeline(Timeline("office-day", 1), (ClientId.Parse("pc"), GroupName.Default),
        [
            new TimelineEvent(TimeSpan.Zero, 0, 1, new ComeOnline()),
            new TimelineEvent(TimeSpan.FromSeconds(1), 0, 2, new ObserveFacts(new ReportedFacts { Pattern = new ReportedPattern.OfRelease("1", RunTime.Start) })),
            new TimelineEvent(TimeSpan.FromSeconds(2), 0, 3, new UnplugCable()),
            new TimelineEvent(TimeSpan.FromDays(9), 0, 4, new BreakOff()),
        ]);
        var play = new InProcessPlay(timeline, PlayRules.Default, faults: null) { Touched = (at, _, state) => seen.Add((at, state.Connection, state.Pattern.Status)) };
        Assert.Null(play.Run(default));
        Assert.Contains((TimeSpan.FromSeconds(92), Connection.Offline, PatternStatus.UpToDate), seen);
        Assert.Contains((TimeSpan.FromDays(7), Connection.Offline, PatternStatus.Outdated), seen);
    }

    private static ScenarioTimeline Timeline(string name, long seed, TimeSpan? length = null) =>
        SmallFleet.Timeline(name, new TimelineOptions(seed) { Clients = 40, Length = length, Patterns = PatternForm.Release });
}
