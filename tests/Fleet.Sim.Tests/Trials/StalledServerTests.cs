using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Drive;
using Fleet.Sim.Recording;
using Fleet.Sim.Report;
using Fleet.Sim.Tests.Drive;
using Fleet.Sim.Timeline;
using Fleet.Sim.Trials;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using RealTimeScan = Fleet.Core.Vocabulary.RealTimeScan;

namespace Fleet.Sim.Tests.Trials;

/// <summary>Trials against a server that takes connections and does nothing with them.</summary>
public sealed class StalledServerTests
{
    /// <summary>More than as fast as possible has under way at once: some of its steps are not even made.</summary>
    private const int Clients = 2_200;

    private static readonly TimeSpan Hurry = TimeSpan.FromMilliseconds(200);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task As_fast_as_possible_ends_by_itself_where_nothing_is_answered(bool welcomes)
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            if (welcomes)
                await session.WelcomeAsync(heartbeat: 5);
            await session.ListenAsync();
        });
        var timeline = new HandMadeTimeline(Clients, (0, new ComeOnline()), (1, HandMadeTimeline.Scan(RealTimeScan.Stopped)), (36_000, new SayGoodbye(GoodbyeReason.Unloaded)));
        var drive = new DriveOptions([server.Address], Connections: 25, Speed.Max);
        var trial = new Trial(timeline, new TrialOptions(drive, server.Address, ClientRules.Default), _time);
        var running = trial.RunAsync(CancellationToken.None);
        Eventually.True(() => running.IsCompleted, () => _time.Advance(Hurry));

        var outcome = await running;
        var verdict = Verdict.Of(outcome, slo: null, RunPurpose.Measurement);
        Assert.Equal(SimExit.NotSettled, verdict.Code);
        Assert.Contains("stood still", Assert.Single(verdict.Findings));
        Assert.Equal(0, outcome.Total.Acked);
        Assert.InRange(trial.Played.Events().Count(), 1, (3 * Clients) - 1);
        Assert.True(trial.Played.Length < timeline.Length);
        Assert.Equal(TimelineHash.Of(trial.Played), outcome.TimelineHash);
    }
}
