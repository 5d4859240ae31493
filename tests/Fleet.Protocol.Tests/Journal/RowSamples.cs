using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Tests.Journal;

/// <summary>One row of every kind, with every field of it set, and the emptiest ones.</summary>
internal static class RowSamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 30, 0, 125, TimeSpan.Zero);
    private static readonly SessionId Session = new(-1_234_567_890, 42);
    private static readonly IconChange Change = new(Icon.OfNumber(1), Icon.OfNumber(12)!, Conditions.PatternOutdated | Conditions.RealTimeScanStopped);

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
        Reported = Fact.ScanMethod | Fact.Pattern | Fact.RealTimeScan | Fact.SmartProtection | Fact.Roaming | Fact.Group,
        Since = new FactTimes(1_772_000_000_001, 1_772_000_000_002, 1_772_000_000_003, 1_772_000_000_004, 1_772_000_000_005, 1_772_000_000_006),
    };

    private static readonly Marks Known = new(new Note("known, ticket 4711", "open", At.AddSeconds(-9)), [TagName.Parse("kiosk"), TagName.Parse("vip")]);

    private static readonly LevelSettings Said = new()
    {
        RealTimeScan = ManagedScan.Enabled,
        ScanMethod = ManagedMethod.Unmanaged,
        Roaming = false,
        ScheduledUpdate = true,
        IncludeRoamingAndOffline = true,
        Sources = new UpdateSources([UpdateSource.Vendor, UpdateSource.UpdateAgent]),
        Every = Recurrence.Week,
        At = UpdateTime.Parse("mon 12:00"),
    };

    private static readonly ClientTask Scan = new(TaskId.Parse("scan-1"), TaskKind.ScanNow, 2, TargetState.Started, At.AddDays(1), TimeSpan.FromMinutes(30), 3)
    {
        Reason = TargetReason.AttemptFailed,
        SentAt = At.AddSeconds(-2),
        StartedAt = At.AddSeconds(-1),
        Via = Session,
    };

    private static readonly ClientTask Waiting = new(TaskId.Parse("update-1"), TaskKind.UpdateNow, 1, TargetState.Waiting, At.AddDays(1), TimeSpan.FromSeconds(1), 0);

    private const Capabilities Understood = Capabilities.Alive | Capabilities.Settings | Capabilities.Tasks | Capabilities.Verify;

    private static readonly ClientState Gone = Full with
    {
        Presence = new Presence(PresenceCause.Goodbye, Session: null, At, GoodbyeReason.Unloaded),
    };

    private static readonly ClientState Anew = ClientState.None with { Exists = true, Epochs = Epochs.None.Begin("first").Begin("second") };

    private static readonly ChangedFacts Changed = new()
    {
        ScanMethod = ScanMethod.Smart,
        Pattern = Full.Pattern,
        RealTimeScan = RealTimeScan.Stopped,
        SmartProtection = SmartProtection.Disconnected,
        Roaming = false,
        Group = Full.Group,
    };

    public static IReadOnlyDictionary<string, (string Manifest, ClientEvent Event, ClientState After)> All { get; } =
        new Dictionary<string, (string, ClientEvent, ClientState)>
        {
            ["report-taken"] = ("r", new ReportTaken(At, 17, Change, Changed), Full),
            ["report-taken-empty"] = ("r", new ReportTaken(At, 1, Icon: null, ChangedFacts.None), ClientState.None with { Exists = true, LastSeq = 1 }),
            ["registered"] = ("g", new Registered(At, 0, Change with { From = null }, Full.Group), ClientState.None with { Exists = true }),
            ["session-opened"] = ("o", new SessionOpened(At, 17, Change, Session, Full.Group, "14.0.1", SupersededAnother: true), Full),
            ["session-ended"] = ("e", new SessionEnded(At, 17, Change, Session, PresenceCause.Goodbye, GoodbyeReason.Unloaded), Gone),
            ["pattern-aged"] = ("a", new PatternJudged(At, 17, Change, Full.Pattern.Status), Full),
            ["identity-judged"] = ("d", new IdentityJudged(At, 17, IsDuplicate: true), Full with { Duplicate = new Duplication(At, At) }),
            ["identity-judged-over"] = ("d", new IdentityJudged(At, 17, IsDuplicate: false), Full),
            ["session-opened-of-a-duplicate"] = (
                "o", new SessionOpened(At, 17, Change with { Conditions = Change.Conditions | Conditions.DuplicateIdentity }, Session, null, null, SupersededAnother: true),
                Full with { Duplicate = new Duplication(At.AddMinutes(-3), At) }),
            ["marked"] = ("m", new Marked(At, 17, "open", Known), Full with { Marks = Known }),
            ["marked-no-more"] = ("m", new Marked(At, 17, "open", Marks.None), Full),
            ["forgotten"] = ("f", new Forgotten(At, 17), ClientState.None with { LastSeq = 17 }),
            ["marked-by-an-act"] = ("m", new Marked(At, 17, "open", Known) { Act = new Act(new Operator("open", "10.0.0.7"), "note", Before: null, "\"known\"") }, Full with { Marks = Known }),
            ["forgotten-by-an-act"] = ("f", new Forgotten(At, 17) { Act = new Act(new Operator("open", "::1"), "forget") }, ClientState.None with { LastSeq = 17 }),
            ["session-opened-of-capabilities"] = (
                "o", new SessionOpened(At, 17, Icon: null, Session, null, null, SupersededAnother: false) { Capabilities = Understood }, Full with { Capabilities = Understood }),
            ["session-opened-with-settings"] = (
                "o", new SessionOpened(At, 17, Icon: null, Session, null, null, SupersededAnother: false) { Capabilities = Understood, SettingsTag = "a1" },
                Full with { Capabilities = Understood, Settings = new ClientSettings(Said, new AppliedSettings("a1", GrantsRoaming: false), new FailedSettings("b2", "no room")) }),
            ["settings-put"] = (
                "s", new SettingsPut(At, 17, Said) { Act = new Act(new Operator("open", "10.0.0.7"), "settings", "{}", """{"realTimeScan":"enabled"}""") },
                Full with { Settings = ClientSettings.None with { Own = Said } }),
            ["settings-applied"] = (
                "S", new SettingsAnswered(At, 17, "a1", GrantsRoaming: true, Error: null), Full with { Settings = ClientSettings.None.WithAnswer("a1", true, null) }),
            ["settings-failed"] = (
                "S", new SettingsAnswered(At, 17, "a1", GrantsRoaming: null, "no room"), Full with { Settings = ClientSettings.None.WithAnswer("a1", null, "no room") }),
            ["task-stepped"] = ("t", new TaskStepped(At, 17, Scan, "no disk"), Full with { Tasks = new ClientTasks([Scan]) }),
            ["task-stepped-empty"] = ("t", new TaskStepped(At, 17, Waiting), Full with { Tasks = new ClientTasks([Scan, Waiting]) }),
            ["report-taken-epoch"] = ("r", new ReportTaken(At, 1, Icon: null, ChangedFacts.None, "second"), Anew with { LastSeq = 1 }),
            ["registered-epoch"] = ("g", new Registered(At, 0, Icon: null, Group: null, "second"), Anew),
            ["session-opened-epoch"] = ("o", new SessionOpened(At, 0, Icon: null, Session, null, null, SupersededAnother: false, "second"), Anew),
            ["session-opened-without-epochs-again"] = (
                "o", new SessionOpened(At, 0, Icon: null, Session, null, null, SupersededAnother: false, ""), Anew with { Epochs = Anew.Epochs.Begin("") }),
        };
}
