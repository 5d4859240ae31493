using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Protocol.Wire;
using Fleet.Sim.Timeline;
using Fleet.V1;
using Xunit;
using RealTimeScan = Fleet.Core.Vocabulary.RealTimeScan;

namespace Fleet.Sim.Tests.Drive;

/// <summary>What virtual clients make of settings, tasks, and the privilege to roam.</summary>
public sealed class ObedienceTests
{
    private static readonly TaskId Scan = TaskId.Parse("scan");
    private static readonly ObserveFacts Disabled = HandMadeTimeline.Scan(RealTimeScan.Disabled);
    private static readonly EffectiveSettings On = EffectiveSettings.BuiltIn.With(new LevelSettings { RealTimeScan = ManagedScan.Enabled }, SettingLevel.Fleet);

    [Fact]
    public async Task Without_acts_a_client_understands_neither_settings_nor_tasks()
    {
        await using var server = await FakeServer.StartAsync(ServeAsync);
        await using var rig = new DriverRig(server, new HandMadeTimeline(1, (0, new ComeOnline())));
        await rig.SettleAsync();
        Assert.Equal(["alive", "verify"], server.HeardIn(1).First().Hello.Capabilities);
        Assert.Empty(await rig.DeedsAsync());
    }

    [Fact]
    public async Task Settings_are_answered_and_what_they_change_is_told()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.SayAsync(ServerMessages.Settings(On));
            await session.ServeAsync();
        });
        await using var rig = new DriverRig(server, Managed((0, Disabled), (0, new ComeOnline()), (0.3, new BreakOff()), (0.4, new ComeOnline())));
        rig.Until(() => server.HeardIn(1).Count(message => message.Report is not null) == 2 && server.HeardIn(1).Any(message => message.SettingsApplied is not null), before: 0.3);
        await rig.SettleAsync();
        rig.Until(() => server.HeardIn(2).Any(message => message.SettingsApplied is not null));
        var heard = server.HeardIn(1).ToList();
        Assert.Equal(["alive", "settings", "tasks", "verify"], heard[0].Hello.Capabilities.Order());
        Assert.Equal((On.Tag, ""), heard.Select(message => message.SettingsApplied).OfType<SettingsApplied>().Select(answer => (answer.Tag, answer.Error)).Single());
        Assert.Equal([V1.RealTimeScan.Disabled, V1.RealTimeScan.Enabled], heard.Where(message => message.Report is not null).Select(message => message.Report.Facts.RealTimeScan));
        Assert.Equal(On.Tag, server.HeardIn(2).First().Hello.SettingsTag);
    }

    [Fact]
    public async Task Under_settings_a_user_switches_nothing_and_a_stopped_service_stays_stopped()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.SayAsync(ServerMessages.Settings(On));
            await session.ServeAsync();
        });
        await using var rig = new DriverRig(server, Managed((0, new ComeOnline()), (0.3, Disabled), (0.4, HandMadeTimeline.Scan(RealTimeScan.Stopped))));
        rig.Until(() => server.HeardIn(1).Any(message => message.SettingsApplied is not null), before: 0.3);
        await rig.SettleAsync();
        Assert.Equal([V1.RealTimeScan.Enabled, V1.RealTimeScan.Stopped], server.HeardIn(1).Where(message => message.Report is not null).Select(message => message.Report.Facts.RealTimeScan));
    }

    [Fact]
    public async Task Settings_that_it_cannot_apply_are_answered_so_and_change_nothing()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.SayAsync(ServerMessages.Settings(On));
            await session.ServeAsync();
        });
        await using var rig = new DriverRig(server, Managed((0, new Intend(new ClientIntent.CannotApply(On.Settings, "no"))), (0, Disabled), (0, new ComeOnline())));
        await rig.SettleAsync();
        rig.Until(() => server.HeardIn(1).Any(message => message.SettingsApplied is not null));
        Assert.Equal((On.Tag, "no"), server.HeardIn(1).Select(message => message.SettingsApplied).OfType<SettingsApplied>().Select(answer => (answer.Tag, answer.Error)).Single());
        Assert.Single(server.HeardIn(1), message => message.Report is not null);
        Assert.Single(await rig.DeedsAsync(), done => done.Deed is Deed.SettingsFailed);
    }

    [Fact]
    public async Task An_attempt_is_begun_once_however_often_it_is_sent_and_told_again_at_each_hello()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.SayAsync(Assignment(attempt: 1));
            await session.SayAsync(Assignment(attempt: 1));
            await session.ServeAsync();
        });
        await using var rig = new DriverRig(server, Managed(
            (0, new Intend(new ClientIntent.Attempts(Scan, 1, TargetState.Failed, Takes: 100_000, Fetches: null))), (0, new ComeOnline()), (0.5, new BreakOff()), (0.6, new ComeOnline())));
        Eventually.True(() => Updates(server, 1).Count == 2);
        rig.Until(() => Updates(server, 1).Count == 3, before: 0.5);
        await rig.SettleAsync();
        rig.Until(() => Updates(server, 2).Count >= 4);
        // Sent twice, begun once; then its end.
        Assert.Equal([TaskProgress.Started, TaskProgress.Started, TaskProgress.Failed], Updates(server, 1));
        // Told again at the hello, and answered twice more to what is sent again.
        Assert.Equal([TaskProgress.Started, TaskProgress.Failed, TaskProgress.Failed, TaskProgress.Failed], Updates(server, 2));
        Assert.Single(await rig.DeedsAsync(), done => done.Deed is Deed.TaskBegun);
    }

    [Fact]
    public async Task Who_rejects_does_not_begin_and_who_is_about_to_leave_takes_up_nothing()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            await session.SayAsync(Assignment(attempt: 1));
            await session.ServeAsync();
        });
        await using var rig = new DriverRig(server, Managed((0, new Intend(new ClientIntent.Attempts(Scan, 1, TargetState.Rejected, Takes: 0, Fetches: null))), (0, new ComeOnline())));
        await rig.SettleAsync();
        rig.Until(() => Updates(server, 1).Count > 0);
        Assert.Equal([TaskProgress.Rejected], Updates(server, 1));
    }

    [Fact]
    public async Task Who_is_told_that_it_has_no_privilege_does_not_roam()
    {
        await using var server = await FakeServer.StartAsync(async session =>
        {
            await session.WelcomeAsync();
            while (await session.HearAsync() is { Report: { } report })
            {
                await session.AckAsync(report.Seq);
                await session.SayAsync(new ServerMessage { Notice = new V1.Notice { Seq = report.Seq, Code = "privilege-missing", Field = "facts.roaming" } });
            }
        });
        await using var rig = new DriverRig(server, Managed((0, new ComeOnline()), (0.1, new ObserveFacts(new ReportedFacts { Roaming = true }))));
        await rig.SettleAsync();
        rig.Until(() => rig.Progress is { Roaming: 0, Online: 1 });
        var deeds = (await rig.DeedsAsync()).Select(done => done.Deed).ToList();
        Assert.Equal(2, Assert.Single(deeds.OfType<Deed.RoamingTold>()).Number);
        Assert.Equal(2, Assert.Single(deeds.OfType<Deed.RoamingRefused>()).Number);
    }

    private static ServerMessage Assignment(int attempt) =>
        new() { Task = new TaskAssignment { TaskId = Scan.Value, Kind = "scan-now", Attempt = attempt, ExpiresAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(DateTime.UtcNow.AddDays(1)) } };

    private static List<TaskProgress> Updates(FakeServer server, int session) => [.. server.HeardIn(session).Select(message => message.TaskUpdate).OfType<TaskUpdate>().Select(update => update.State)];

    private static async Task ServeAsync(FakeSession session)
    {
        await session.WelcomeAsync();
        await session.ServeAsync();
    }

    private static HandMadeTimeline Managed(params (double At, Step Step)[] steps) => new(1, steps)
    {
        Acts =
        [
            new TimedAct(TimeSpan.Zero, new OperatorAct.PutLevel(Group: null, LevelSettings.None)),
            new TimedAct(TimeSpan.Zero, new OperatorAct.OrderTask(Scan, TaskOrder.Cancel)),
        ],
    };
}
