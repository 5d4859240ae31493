using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Oracle;
using Fleet.Sim.Timeline;
using Xunit;

namespace Fleet.Sim.Tests.Oracle;

/// <summary>What the server should believe after a story of one client.</summary>
public sealed class OracleFleetTests
{
    private static readonly ObserveFacts Stopped = new(new ReportedFacts { RealTimeScan = RealTimeScan.Stopped });
    private static readonly ObserveFacts Roams = new(new ReportedFacts { Roaming = true });
    private static readonly SayGoodbye Unloaded = new(GoodbyeReason.Unloaded);

    [Fact]
    public void A_client_that_never_connected_is_not_known()
    {
        var fleet = After(Stopped);
        Assert.False(fleet.StateOf(0).Exists);
        Assert.Empty(Expectation.Of(fleet, Clients));
    }

    [Fact]
    public void What_is_told_while_connected_is_known_at_once() =>
        Assert.Equal((Connection.Online, RealTimeScan.Stopped), Seen(After(new ComeOnline(), Stopped)));

    [Fact]
    public void What_is_told_before_or_between_connections_is_known_when_it_could_be_delivered()
    {
        Assert.Equal((Connection.Online, RealTimeScan.Stopped), Seen(After(Stopped, new ComeOnline())));
        Assert.Equal((Connection.Offline, RealTimeScan.Enabled), Seen(After(new ComeOnline(), Unloaded, Stopped)));
        Assert.Equal((Connection.Online, RealTimeScan.Stopped), Seen(After(new ComeOnline(), new BreakOff(), Stopped, new ComeOnline())));
    }

    [Fact]
    public void What_waits_at_a_machine_that_is_reimaged_is_never_known()
    {
        Assert.Equal((Connection.Online, RealTimeScan.Enabled), Seen(After(new ComeOnline(), Unloaded, Stopped, new ReImage(), new ComeOnline())));
        Assert.Equal((Connection.Online, RealTimeScan.Stopped), Seen(After(new ComeOnline(), Unloaded, new ReImage(), Stopped, new ComeOnline())));
        Assert.Equal((Connection.Offline, RealTimeScan.Stopped), Seen(After(new ComeOnline(), Stopped, new ReImage())));
    }

    [Fact]
    public void Behind_a_pulled_cable_a_client_falls_silent_and_its_reports_wait()
    {
        Assert.Equal((Connection.Offline, RealTimeScan.Enabled), Seen(After(new ComeOnline(), new UnplugCable(), Stopped)));
        Assert.Equal((Connection.Online, RealTimeScan.Stopped), Seen(After(new ComeOnline(), new UnplugCable(), Stopped, new ComeOnline())));
    }

    [Fact]
    public void The_server_believes_in_an_unplugged_client_until_it_had_the_time_to_find_out()
    {
        var fleet = new OracleFleet(Clients, ClientRules.Default);
        Play(fleet, new ComeOnline(), new UnplugCable());
        Assert.Equal(Connection.Online, fleet.StateOf(0).Connection);
        fleet.Settle(TimeSpan.FromHours(1));
        Assert.Equal(Connection.Offline, fleet.StateOf(0).Connection);
    }

    [Fact]
    public void A_goodbye_or_a_break_behind_a_pulled_cable_reaches_nobody() =>
        Assert.Equal((Connection.Online, RealTimeScan.Enabled), Seen(After(new ComeOnline(), new UnplugCable(), Unloaded, new BreakOff(), new ComeOnline())));

    [Fact]
    public void A_roaming_client_stays_roaming_when_it_goes()
    {
        var fleet = After(new ComeOnline(), Roams);
        fleet.Goodbye(TimeSpan.FromHours(1));
        Assert.Equal(Connection.Roaming, fleet.StateOf(0).Connection);
    }

    [Fact]
    public void At_everybodys_goodbye_what_waits_is_handed_over()
    {
        var fleet = After(new ComeOnline(), new BreakOff(), Stopped);
        fleet.Goodbye(TimeSpan.FromHours(1));
        Assert.Equal((Connection.Offline, RealTimeScan.Stopped), Seen(fleet));
    }

    [Fact]
    public void Not_reading_changes_nothing_of_what_the_server_believes() =>
        Assert.Equal((Connection.Online, RealTimeScan.Stopped), Seen(After(new ComeOnline(), new GoDeaf(), Stopped, new HearAgain())));

    [Fact]
    public void Hello_tells_the_first_group_until_the_client_tells_one_itself()
    {
        Assert.Equal("sales", After(new ComeOnline()).StateOf(0).Group.Value);
        var moved = new ObserveFacts(new ReportedFacts { Group = GroupName.Parse("plant") });
        Assert.Equal("plant", After(new ComeOnline(), moved, Unloaded, new ComeOnline()).StateOf(0).Group.Value);
        Assert.Equal("plant", After(moved, new ComeOnline()).StateOf(0).Group.Value);
    }

    [Fact]
    public void A_report_that_contradicts_is_refused_for_good_and_the_next_one_counts()
    {
        var smart = new ObserveFacts(new ReportedFacts { ScanMethod = ScanMethod.Smart, SmartProtection = SmartProtection.NotUsed });
        var state = After(new ComeOnline(), smart, Stopped).StateOf(0);
        Assert.Equal((ScanMethod.Conventional, RealTimeScan.Stopped, 2), (state.ScanMethod, state.RealTimeScan, state.LastSeq));
    }

    [Theory]
    [InlineData(1, PatternStatus.UpToDate)]
    [InlineData(10, PatternStatus.Outdated)]
    public void A_pattern_told_by_its_release_is_judged_by_the_rules(int days, PatternStatus status)
    {
        var told = new ObserveFacts(new ReportedFacts { Pattern = new ReportedPattern.OfRelease("1", RunTime.Start.AddDays(-days)) });
        Assert.Equal(status, After(new ComeOnline(), told).StateOf(0).PatternStatus);
    }

    [Fact]
    public void A_pattern_that_passes_its_age_before_the_end_is_swept()
    {
        var fleet = new OracleFleet(Clients, ClientRules.Default);
        Play(fleet, new ComeOnline(), new ObserveFacts(new ReportedFacts { Pattern = new ReportedPattern.OfRelease("1", RunTime.Start) }));
        fleet.Settle(TimeSpan.FromDays(6));
        Assert.Equal(PatternStatus.UpToDate, fleet.StateOf(0).PatternStatus);
        fleet.Settle(TimeSpan.FromDays(8));
        Assert.Equal(PatternStatus.Outdated, fleet.StateOf(0).PatternStatus);
    }

    [Fact]
    public void Long_backlogs_of_many_clients_keep_their_order()
    {
        var clients = Enumerable.Range(0, 100).Select(i => (ClientId.Parse($"pc-{i}"), GroupName.Default)).ToList();
        var fleet = new OracleFleet(clients, ClientRules.Default);
        for (var round = 0; round < 5; round++)
        {
            for (var number = 1; number <= 9; number++)
            {
                for (var client = 0; client < 100; client++)
                    fleet.Apply(new TimelineEvent(default, client, number, new ObserveFacts(new ReportedFacts { RealTimeScan = (RealTimeScan)(1 + ((client + number) % 3)) })));
            }

            for (var client = 0; client < 100; client++)
            {
                fleet.Apply(new TimelineEvent(default, client, 10, new ComeOnline()));
                Assert.Equal((Connection.Online, (RealTimeScan)(1 + (client % 3))), (fleet.StateOf(client).Connection, fleet.StateOf(client).RealTimeScan));
                fleet.Apply(new TimelineEvent(default, client, 11, new BreakOff()));
            }
        }

        Assert.Equal(45, fleet.StateOf(99).LastSeq);
    }

    private static IReadOnlyList<(ClientId Id, GroupName Group)> Clients => [(ClientId.Parse("pc-1"), GroupName.Parse("sales"))];

    private static (Connection, RealTimeScan) Seen(OracleFleet fleet) => (fleet.StateOf(0).Connection, fleet.StateOf(0).RealTimeScan);

    private static OracleFleet After(params Step[] steps)
    {
        var fleet = new OracleFleet(Clients, ClientRules.Default);
        Play(fleet, steps);
        fleet.Settle(TimeSpan.FromMinutes(1));
        return fleet;
    }

    private static void Play(OracleFleet fleet, params Step[] steps)
    {
        for (var i = 0; i < steps.Length; i++)
            fleet.Apply(new TimelineEvent(TimeSpan.FromSeconds(i), 0, i + 1, steps[i]));
    }
}
