using Fleet.Actors.Client;
using Fleet.ReadModel.Store;
using Fleet.Actors.Levels;
using Fleet.Actors.ReadSide;
using Fleet.Actors.Tasks;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Fleet.Actors.Tests.Serialization;

/// <summary>One message of every kind, with every field of it set, and the emptiest ones.</summary>
internal static class NodeMessageSamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 30, 0, 125, TimeSpan.Zero);
    private static readonly ClientId Pc = ClientId.Parse("pc-1");
    private static readonly SessionId Session = new(-1_234_567_890, 42);
    private static readonly Refusal Fault = new(RefusalCode.OutOfRange, "facts.group takes less.", "facts.group");
    private static readonly Refusal Busy = new(RefusalCode.Busy, "Full.", RetryAfter: TimeSpan.FromMilliseconds(250));

    private static readonly ReportedFacts Facts = new()
    {
        ScanMethod = ScanMethod.Smart,
        Pattern = new ReportedPattern.OfRelease("19.123.00", At.AddDays(-9)),
        RealTimeScan = RealTimeScan.Stopped,
        SmartProtection = SmartProtection.Disconnected,
        Roaming = false,
        Group = GroupName.Parse("sales-emea"),
    };

    private static readonly ClientState Full = new()
    {
        Exists = true,
        LastSeq = 17,
        LastObservedAt = At.AddSeconds(-3),
        Group = GroupName.Parse("sales-emea"),
        Presence = new Presence(PresenceCause.Session, Session, At.AddHours(-1)),
        AgentVersion = "14.0.1",
        ScanMethod = ScanMethod.Smart,
        Pattern = new HeldPattern(PatternStatus.Outdated, "19.123.00", At.AddDays(-9)),
        RealTimeScan = RealTimeScan.Stopped,
        SmartProtection = SmartProtection.Disconnected,
        Roaming = true,
        Reported = Fact.ScanMethod | Fact.Pattern | Fact.Group,
        Since = new FactTimes(1_772_000_000_001, 1_772_000_000_002, 0, 0, 0, 1_772_000_000_006),
    };

    private static readonly Operator Operator = new("open", "10.0.0.7");

    private static readonly LevelSettings Says = new()
    {
        RealTimeScan = ManagedScan.Enabled,
        Roaming = false,
        Sources = new UpdateSources([UpdateSource.Vendor]),
        Every = Recurrence.Day,
        At = UpdateTime.Parse("12:00"),
    };

    private static readonly ManagedClient Managed = new(
        Connection.Roaming, GroupName.Parse("sales"), new ClientSettings(Says, new AppliedSettings("a1", GrantsRoaming: false), new FailedSettings("b2", "no room")), RealTimeScan.Stopped, ScanMethod.Smart);
    private static readonly TaskId Scan = TaskId.Parse("scan-1");

    private static readonly TaskDefinition Wanted = new(
        Scan, TaskKind.ScanNow, new Selection.Filtered("connection=online"), WhenUnreachable.Refuse, TimeSpan.FromDays(1), TimeSpan.FromMinutes(30), 0,
        new Rollout(600, new Increase(1.5, 100), new Abort(10, 20), [new Wave(5, Approve: true), new Wave(95, Approve: false)]), "after the incident");

    /// <summary>Its clock stands still, so that it is the same bytes whenever it is written.</summary>
    private static readonly Deadline InFiveSeconds = Deadline.In(TimeSpan.FromSeconds(5), new FakeTimeProvider());

    /// <summary>What is only read any more, as older nodes send it: with a deadline by their clock.</summary>
    public static IReadOnlyDictionary<string, object> OfOlderNodes { get; } = new Dictionary<string, object>
    {
        ["report"] = new ToClient(Pc, new TakeReport(18, 16, At, Facts, Session), InFiveSeconds),
        ["forget"] = new ToClient(Pc, new Forget(Operator.Unknown), InFiveSeconds),
        ["get"] = new ToClient(Pc, new GetClient(), InFiveSeconds),
    };

    public static IReadOnlyDictionary<string, object> All { get; } = new Dictionary<string, object>
    {
        ["report-within"] = new ToClient(Pc, new TakeReport(18, 16, At, Facts, Session), InFiveSeconds),
        ["report-of-a-round"] = new ToClient(Pc, new TakeReport(18, 16, At, ReportedFacts.None, Session) { Round = 3 }),
        ["report-of-status"] = new ToClient(
            Pc, new TakeReport(18, 16, At, new ReportedFacts { Pattern = new ReportedPattern.OfStatus(PatternStatus.Outdated), Roaming = true })),
        ["report-empty"] = new ToClient(Pc, new TakeReport(1, 0, At, ReportedFacts.None)),
        ["report-unreadable"] = new ToClient(Pc, new TakeReport(-1, -1, default, ReportedFacts.None, Session, Fault)),
        ["hello"] = new ToClient(Pc, new OpenSession(Session, GroupName.Parse("sales"), "14.0.1", BacklogThrough: 9)),
        ["hello-empty"] = new ToClient(Pc, new OpenSession(new SessionId(0, 0))),
        ["hello-that-follows"] = new ToClient(Pc, new OpenSession(Session), MayRedirect: true),
        ["report-of-an-epoch"] = new ToClient(Pc, new TakeReport(1, 0, At, ReportedFacts.None, Epoch: "second")),
        ["hello-of-an-epoch"] = new ToClient(Pc, new OpenSession(Session, Epoch: "second")),
        ["hello-of-capabilities"] = new ToClient(Pc, new OpenSession(Session) { Capabilities = Capabilities.Alive | Capabilities.Settings, SettingsTag = "a1b2" }),
        ["hello-without-one"] = new ToClient(Pc, new OpenSession(Session, Epoch: "")),
        ["end"] = new ToClient(Pc, new EndSession(Session, PresenceCause.Goodbye, GoodbyeReason.Unloaded)),
        ["end-broken"] = new ToClient(Pc, new EndSession(Session, PresenceCause.Broken)),
        ["age"] = new ToClient(Pc, new Reconsider()),
        ["forget-within"] = new ToClient(Pc, new Forget(Operator.Unknown), InFiveSeconds),
        ["get-within"] = new ToClient(Pc, new GetClient(), InFiveSeconds),
        ["note"] = new ToClient(Pc, new PutNote("known, ticket 4711", Operator.Unknown), InFiveSeconds),
        ["note-removed"] = new ToClient(Pc, new PutNote(null, Operator.Unknown)),
        ["tag"] = new ToClient(Pc, new PutTag(TagName.Parse("vip"), IsOn: true, Operator.Unknown)),
        ["tag-removed"] = new ToClient(Pc, new PutTag(TagName.Parse("vip"), IsOn: false, Operator.Unknown)),
        ["marked"] = new ClientAnswer(Pc, new Answered(AnsweredKind.Mark), Core.Clients.Done.Instance, 9, Icon.All[2], 17),
        ["taken"] = new ClientAnswer(
            Pc, new Answered(AnsweredKind.Report, Session, 18), new Taken(18, Changed: true, Repeated: true), 1_000_000, Icon.All[53], 18),
        ["taken-of-a-round"] = new ClientAnswer(Pc, new Answered(AnsweredKind.Report, Session, 18, Round: 3), new Taken(18, Changed: false, Repeated: false), 5, Icon.All[0], 18),
        ["refused"] = new ClientAnswer(Pc, new Answered(AnsweredKind.Report, Seq: 18), new Refused(18, Busy, 17), 0, Icon: null, 17),
        ["refused-for-good"] = new ClientAnswer(Pc, new Answered(AnsweredKind.Report, Session, 18), new Refused(18, Fault, 17), 0, Icon: null),
        ["opened"] = new ClientAnswer(Pc, new Answered(AnsweredKind.Hello, Session), new Opened(17, Present: true), 5, Icon.All[0], 17),
        ["ended"] = new ClientAnswer(Pc, new Answered(AnsweredKind.End, Session), Core.Clients.Done.Instance, 6, Icon.All[1], 17),
        ["aged"] = new ClientAnswer(Pc, new Answered(AnsweredKind.Age), Core.Clients.Done.Instance, 7, Icon.All[2], 17),
        ["forgotten"] = new ClientAnswer(Pc, new Answered(AnsweredKind.Forget), Core.Clients.Done.Instance, 8, Icon: null, 17),
        ["view-of-a-damaged-one"] = new ClientView(Pc, ClientState.None, 1_000_000, At, "Row 17 cannot be read"),
        ["view"] = new ClientView(Pc, Full, 1_000_000, At),
        ["view-of-nobody"] = new ClientView(Pc, ClientState.None, 0, default),
        ["icon"] = new IconPushed(
            Pc, Session, new IconChange(Icon.All[0], Icon.All[11], Conditions.PatternOutdated | Conditions.RealTimeScanStopped), At, At.AddSeconds(1), 99),
        ["icon-of-a-duplicate"] = new IconPushed(
            Pc, Session, new IconChange(Icon.All[0], Icon.All[11], Conditions.PatternOutdated | Conditions.DuplicateIdentity), At, At.AddSeconds(1), 99),
        ["icon-first"] = new IconPushed(Pc, Session, new IconChange(From: null, Icon.All[0], Conditions.None), At, At, 1),
        ["over"] = new SessionOver(Pc, Session, ClosingReason.Superseded),
        ["over-redirected"] = new SessionOver(Pc, Session, ClosingReason.Redirected, "http://10.0.0.3:5081"),
        ["asked"] = new SessionAsked(Pc, Session),
        ["verified"] = new SessionVerified(Pc, Session, new Sighting(At, IsAnswer: true)),
        ["verified-over"] = new SessionVerified(Pc, Session, Seen: null),
        ["forget-by"] = new ToClient(Pc, new Forget(new Operator("open", "192.0.2.7"))),
        ["note-from"] = new ToClient(Pc, new PutNote("known", new Operator("open", "192.0.2.7"))),
        ["tag-from"] = new ToClient(Pc, new PutTag(TagName.Parse("vip"), IsOn: true, new Operator("open", "192.0.2.7"))),
        ["settings-put"] = new ToClient(Pc, new PutSettings(new SettingsPatch(Leaves.RealTimeScan | Leaves.At, Says), Operator, "a1,b2"), InFiveSeconds),
        ["settings-put-whole"] = new ToClient(Pc, new PutSettings(SettingsPatch.Whole(LevelSettings.None), Operator)),
        ["settings-applied"] = new ToClient(Pc, new AnswerSettings(Session, "a1", GrantsRoaming: true, null)),
        ["settings-failed"] = new ToClient(Pc, new AnswerSettings(Session, "a1", GrantsRoaming: null, "no room")),
        ["settings-done"] = new ClientAnswer(Pc, new Answered(AnsweredKind.Settings, Session), Core.Clients.Done.Instance, 9, Icon.All[2], 17),
        ["taken-with-a-notice"] = new ClientAnswer(
            Pc, new Answered(AnsweredKind.Report, Session, 18),
            new Taken(18, Changed: false, Repeated: false) { Notice = new Notice(NoticeCode.PrivilegeMissing, "Not taken.", "facts.roaming") }, 5, Icon.All[0], 18),
        ["opened-with-settings"] = new ClientAnswer(Pc, new Answered(AnsweredKind.Hello, Session), new Opened(17, Present: true) { Managed = Managed }, 5, Icon.All[0], 17),
        ["managed"] = new ManagedPushed(Pc, Session, Managed),
        ["managed-empty"] = new ManagedPushed(Pc, Session, new ManagedClient(Connection.Offline, GroupName.Default, ClientSettings.None, null, null)),
        ["level-put"] = new PutLevelSettings(GroupName.Parse("sales"), new SettingsPatch(Leaves.RealTimeScan | Leaves.At, Says), Operator, "a1"),
        ["level-put-of-the-fleet"] = new PutLevelSettings(null, SettingsPatch.Whole(LevelSettings.None), Operator, null),
        ["level-answer"] = new LevelAnswer(GroupName.Parse("sales"), new PutLevel(Says, 99), Changed: true, null),
        ["level-refused"] = new LevelAnswer(null, PutLevel.None, Changed: false, Fault),
        ["level-told"] = new LevelTold(GroupName.Parse("sales"), new PutLevel(Says, 99)),
        ["level-told-of-the-fleet"] = new LevelTold(null, PutLevel.None),
        ["task-offered"] = new ToClient(
            Pc, new OfferTask(Scan, TaskKind.UpdateNow, 2, WhenUnreachable.Keep, At.AddDays(1), TimeSpan.FromMinutes(30), 3) { Number = 42 }, InFiveSeconds),
        ["task-updated"] = new ToClient(Pc, new UpdateTask(Scan, 2, TargetState.Failed, "no disk", Session) { Number = 7 }),
        ["task-taken"] = new ClientAnswer(Pc, new Answered(AnsweredKind.TaskOffer, Seq: 42), Core.Clients.Done.Instance, 9, Icon.All[2], 17),
        ["task-update-taken"] = new ClientAnswer(Pc, new Answered(AnsweredKind.TaskUpdate, Session, 7), Core.Clients.Done.Instance, 9, Icon.All[2], 17),
        ["task-sent"] = new TaskSent(Pc, Session, new ClientTask(Scan, TaskKind.ScanNow, 1, TargetState.Sent, At.AddDays(1), TimeSpan.FromMinutes(30), 0) { SentAt = At, Via = Session }),
        ["task-wanted"] = new TaskMessage.MakeTask(Wanted, new Operator("open", "10.0.0.7")),
        ["task-ordered"] = new TaskMessage.OrderTask(Scan, TaskOrder.Approve, new Operator("open", "10.0.0.7")),
        ["task-made"] = new TaskAnswer(new FleetTask(Wanted, At, "open", 240) { IsMade = true }, 1_000_000, Refusal: null),
        ["task-refused"] = new TaskAnswer(Task: null, 0, Busy),
        ["rebuild"] = new ProjectorMessage.StartRebuild(),
        ["status-wanted"] = new ProjectorMessage.TellStatus(),
        ["status"] = new ReadModelStatus(5, 2, 9, new BuildStatus(3, 4)),
        ["status-empty"] = new ReadModelStatus(null, null, null, null),
    };
}
