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
        Assert.Equal(2, whatIf.IconChangesWould - whatIf.IconChangesWas);
        Assert.Empty(whatIf.Icons);
        var (at, client, was, would) = Assert.Single(whatIf.First);
        Assert.Equal((TimeSpan.FromHours(12), "c0"), (at, client.Value));
        Assert.NotEqual(was, would);

        var stricter = PlayRules.Default with { Client = ClientRules.Default with { PatternMaxAge = TimeSpan.FromHours(2) } };
        var atEnd = WhatIf.Of(Day, PlayRules.Default, stricter, default);
        Assert.Equal(1, atEnd.ClientsAtEnd);
        Assert.Equal([(1, 0), (0, 1)], atEnd.Icons.Select(icon => (icon.Was, icon.Would)).OrderByDescending(icon => icon.Was));
    }

    [Fact]
    public void The_same_settings_change_nothing()
    {
        var whatIf = WhatIf.Of(Day, PlayRules.Default, PlayRules.Default, default);
        Assert.Equal((0, 0, TimeSpan.Zero), (whatIf.ClientsEver, whatIf.ClientsAtEnd, whatIf.ClientTime));
        Assert.Equal(whatIf.IconChangesWas, whatIf.IconChangesWould);
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
