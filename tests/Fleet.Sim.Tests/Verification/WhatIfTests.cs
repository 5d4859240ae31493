using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.InProcess;
using Fleet.Sim.Timeline;
using Fleet.Sim.Verification;
using Xunit;

namespace Fleet.Sim.Tests.Verification;

public sealed class WhatIfTests
{
    private static readonly ITimeline Day = new Story(
        (0, 0, new ComeOnline()),
        (0, 1, new ComeOnline()),
        (1, 0, new ObserveFacts(new ReportedFacts { Pattern = new ReportedPattern.OfRelease("1", RunTime.Start) })),
        (20, 0, new ObserveFacts(new ReportedFacts { Pattern = new ReportedPattern.OfRelease("2", RunTime.Start.AddHours(20)) })),
        (24, 1, new BreakOff()));

    [Fact]
    public void Other_settings_show_whom_they_would_have_changed_and_when()
    {
        var strict = PlayRules.Default with { Client = ClientRules.Default with { PatternMaxAge = TimeSpan.FromHours(12) } };
        var whatIf = WhatIf.Of(Day, PlayRules.Default, strict, default);
        Assert.Equal((1, 0), (whatIf.ClientsEver, whatIf.ClientsAtEnd));
        Assert.Equal(TimeSpan.FromHours(8), whatIf.ClientTime);
        Assert.Equal(2, whatIf.Would.IconChanges - whatIf.Was.IconChanges);
        Assert.Empty(whatIf.Icons);
        var (at, client, was, would, lasts) = Assert.Single(whatIf.First);
        Assert.Equal((TimeSpan.FromHours(12), "c0", TimeSpan.FromHours(8)), (at, client.Value, lasts));
        Assert.NotEqual(was, would);

        var stricter = PlayRules.Default with { Client = ClientRules.Default with { PatternMaxAge = TimeSpan.FromHours(2) } };
        var atEnd = WhatIf.Of(Day, PlayRules.Default, stricter, default);
        Assert.Equal(1, atEnd.ClientsAtEnd);
        Assert.Equal([(1, 0), (0, 1)], atEnd.Icons.Select(icon => (icon.Was, icon.Would)).OrderByDescending(icon => icon.Was));
    }

    [Theory]
    [InlineData(1.0, 0.5, 1.5, 2.0)]
    [InlineData(1.0, 3.0, 1.5, 0.0)]
    [InlineData(3.0, 1.5, 0.0, 1.0)]
    public void Another_timeout_shows_who_would_have_been_offline_when_and_for_how_long(double was, double would, double offlineWas, double offlineWould)
    {
        // A cable is pulled for two and a half hours, and another one for so short that nobody finds out.
        var outage = new Story(
            (0, 0, new ComeOnline()), (0, 1, new ComeOnline()), (1, 0, new UnplugCable()), (2, 1, new UnplugCable()), (2.25, 1, new ComeOnline()), (3.5, 0, new ComeOnline()), (8, 0, new SayGoodbye(GoodbyeReason.Unloaded)));
        var whatIf = WhatIf.Of(outage, After(was), After(would), default);
        Assert.Equal((offlineWas, offlineWould), (whatIf.Was.Offline.TotalHours, whatIf.Would.Offline.TotalHours));
        Assert.Equal((offlineWas > 0 ? 1 : 0, offlineWould > 0 ? 1 : 0), (whatIf.Was.Silences, whatIf.Would.Silences));
        var difference = Assert.Single(whatIf.First);
        Assert.Equal(("c0", 1 + Math.Min(was, would), Math.Abs(offlineWould - offlineWas)), (difference.Client.Value, difference.At.TotalHours, difference.Lasts.TotalHours));
        Assert.Equal(offlineWould > offlineWas, difference.Would!.StartsWith("offline", StringComparison.Ordinal));

        static PlayRules After(double hours) => PlayRules.Default with { SilentAfter = TimeSpan.FromHours(hours) };
    }

    [Fact]
    public void A_setting_that_has_nothing_to_act_on_is_no_finding()
    {
        var strict = PlayRules.Default with { Client = ClientRules.Default with { PatternMaxAge = TimeSpan.FromHours(12) } };
        var patient = PlayRules.Default with { SilentAfter = TimeSpan.FromHours(1) };
        var byStatus = new Story(
            (0, 0, new ComeOnline()),
            (1, 0, new ObserveFacts(new ReportedFacts { Pattern = new ReportedPattern.OfStatus(PatternStatus.Outdated) })),
            (2, 0, new UnplugCable()),
            (4, 0, new ComeOnline()));
        Assert.StartsWith("--pattern-max-age", Assert.Single(Idle(byStatus, strict, idle: true)));
        Assert.StartsWith("--timeout", Assert.Single(Idle(Day, patient, idle: true)));
        Assert.StartsWith("--timeout", Assert.Single(Idle(Day, strict with { SilentAfter = patient.SilentAfter }, idle: false)));
        Assert.Empty(Idle(Day, strict, idle: false));
        Assert.Empty(Idle(byStatus, patient, idle: false));

        static IReadOnlyList<string> Idle(ITimeline timeline, PlayRules would, bool idle)
        {
            var whatIf = WhatIf.Of(timeline, PlayRules.Default, would, default);
            Assert.Equal(idle, whatIf.IsIdle);
            return whatIf.Idle;
        }
    }

    [Fact]
    public void The_same_settings_change_nothing()
    {
        var whatIf = WhatIf.Of(Day, PlayRules.Default, PlayRules.Default, default);
        Assert.Equal((0, 0, TimeSpan.Zero), (whatIf.ClientsEver, whatIf.ClientsAtEnd, whatIf.ClientTime));
        Assert.Equal(whatIf.Was, whatIf.Would);
        Assert.Empty(whatIf.First);
    }

    private sealed class Story(params (double Hour, int Client, Step Step)[] steps) : ITimeline
    {
        public string Scenario => "story";

        public long Seed => 0;

        public TimeSpan Length => TimeSpan.FromHours(steps[^1].Hour);

        public IReadOnlyList<(ClientId Id, GroupName Group)> Clients { get; } = [(ClientId.Parse("c0"), GroupName.Default), (ClientId.Parse("c1"), GroupName.Default)];

        public IEnumerable<TimelineEvent> Events() => steps.Select((step, i) =>
            new TimelineEvent(TimeSpan.FromHours(step.Hour), step.Client, steps.Take(i + 1).Count(other => other.Client == step.Client), step.Step));
    }
}
