using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Tests;

/// <summary>Random domain values, valid but otherwise as odd as they may be.</summary>
internal static class Gens
{
    private const string Alphabet = "ABCXYZabcxyz0189._:-";

    public static Gen<string> Id { get; } = Gen.String[Gen.Char[Alphabet], 1, 128];

    public static Gen<GroupName> Group { get; } = Id.Select(GroupName.Parse);

    public static Gen<ClientId> Client { get; } = Id.Where(id => id is not ("." or "..")).Select(ClientId.Parse);

    public static Gen<DateTimeOffset> Time { get; } = Gen.OneOf(
        Gen.Long[DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()],
        Gen.Long[1_700_000_000_000, 1_900_000_000_000],
        Gen.Const(0L)).Select(DateTimeOffset.FromUnixTimeMilliseconds);

    /// <summary>A time that a client may tell. The journal has others, from before there was a bound.</summary>
    public static Gen<DateTimeOffset> ToldTime { get; } = Time.Where(time => time >= DateTimeOffset.UnixEpoch);

    public static Gen<long> Seq { get; } = Gen.OneOf(Gen.Long[0, 1000], Gen.Long[0, long.MaxValue]);

    /// <summary>1 to 64 characters of any script, emoji included.</summary>
    public static Gen<string> Text { get; } = Gen.OneOf(
        Gen.String[Gen.Char[' ', '~'], 1, 64], Gen.Char['\u00c0', '\u30ff'].Array[1, 64].Select(c => new string(c)), Gen.Const("🛡 1.2"));

    public static Gen<string> Epoch { get; } = Gen.OneOf(Gen.Const(""), Text);

    public static Gen<Epochs> Epochs { get; } = Gen.Select(Epoch, Epoch.Array[0, 8], (current, left) => new Epochs(current, [.. left]));

    public static Gen<SessionId> Session { get; } = Gen.Select(Gen.Int, Gen.Long, (node, number) => new SessionId(node, number));

    public static Gen<HeldPattern> Pattern { get; } = Gen.OneOf(
        Gen.Enum<PatternStatus>().Select(status => new HeldPattern(status)),
        Gen.Select(Gen.Enum<PatternStatus>(), Text, Time, (status, version, releasedAt) => new HeldPattern(status, version, releasedAt)));

    /// <summary>Every fact of few values, told or not.</summary>
    public static Gen<FactNumbers> Numbers { get; } = Gen.Int[0, int.MaxValue].Array[Facts.Room].Select(draws => Facts.All
        .Where(fact => fact.Values is not null)
        .Aggregate(default(FactNumbers), (numbers, fact) => numbers.With(fact.Fact, One([0, .. fact.Values!.Numbers], draws[Facts.IndexOf(fact.Fact)]))));

    public static Gen<ChangedFacts> Changed { get; } = Gen.Select(
        Numbers, Gen.Null(Pattern), Gen.Null(Group), (numbers, pattern, group) => new ChangedFacts { Numbers = numbers, Pattern = pattern, Group = group });

    public static Gen<IconChange> IconChange { get; } = Gen.Select(
        Gen.Null(Gen.Int[1, 54].Select(number => Icon.OfNumber(number)!)), Gen.Int[1, 54], Gen.Int[0, 31],
        (from, to, conditions) => new IconChange(from, Icon.OfNumber(to)!, (Conditions)conditions));

    public static Gen<Presence> Presence { get; } = Gen.Select(
        Gen.Enum<PresenceCause>(), Gen.Nullable(Session), Gen.Nullable(Time), Gen.Nullable(Gen.Enum<GoodbyeReason>()),
        (cause, session, since, goodbye) => new Presence(cause, session, since, goodbye));

    public static Gen<Duplication> Duplicate { get; } = Gen.Select(Time, Time, (since, seenAt) => new Duplication(since, seenAt));

    public static Gen<Marks> Marks { get; } = Gen.Select(
        Gen.Null(Gen.Select(Text, Text, Time, (text, by, at) => new Note(text, by, at))), Gen.Int[0, 99].Array[0, 16],
        (note, tags) => tags.Select(number => TagName.Parse($"tag-{number}")).Aggregate(new Marks(note, []), (marks, tag) => marks.With(tag)));

    public static Gen<LevelSettings> Level { get; } = Gen.Select(
        Gen.Enum<ManagedScan>().Nullable(), Gen.Enum<ManagedMethod>().Nullable(), Gen.Bool.Nullable(), Gen.Bool.Nullable(),
        Gen.OneOf<UpdateSource[]?>(null, [UpdateSource.Server], [UpdateSource.Vendor, UpdateSource.UpdateAgent]),
        Gen.OneOf<(Recurrence?, string?)>((null, null), (Recurrence.Never, null), (Recurrence.Hour, ":15"), (Recurrence.Day, "12:00"), (Recurrence.Week, "sun 23:59")),
        (scan, method, roaming, scheduled, sources, schedule) => new LevelSettings
        {
            RealTimeScan = scan,
            ScanMethod = method,
            Roaming = roaming,
            ScheduledUpdate = scheduled,
            Sources = sources is null ? null : new UpdateSources([.. sources]),
            Every = schedule.Item1,
            At = schedule.Item2 is { } at ? UpdateTime.Parse(at) : null,
        });

    public static Gen<ClientSettings> Settings { get; } = Gen.Select(
        Gen.OneOf(Gen.Const(LevelSettings.None), Level), Gen.Null(Gen.Select(Text, Gen.Bool.Nullable(), (tag, grants) => new AppliedSettings(tag, grants))),
        Gen.Null(Gen.Select(Text, Text, (tag, error) => new FailedSettings(tag, error))), (own, applied, failed) => new ClientSettings(own, applied, failed));

    public static Gen<ClientTask> ClientTask { get; } = Gen.Select(
        Gen.Select(Gen.Int[0, 99], Gen.Enum<TaskKind>(), Gen.Int[1, 9], Gen.Enum<TargetState>()), Gen.Select(Time, Gen.Int[1, 99_999], Gen.Int[0, 9]),
        Gen.Select(Gen.Nullable(Gen.Enum<TargetReason>()), Gen.Nullable(Time), Gen.Nullable(Time), Gen.Nullable(Session)),
        (what, how, rest) => new ClientTask(TaskId.Parse($"task-{what.Item1}"), what.Item2, what.Item3, what.Item4, how.Item1, TimeSpan.FromMilliseconds(how.Item2), how.Item3)
        {
            Reason = rest.Item1,
            SentAt = rest.Item2,
            StartedAt = rest.Item3,
            Via = rest.Item4,
        });

    public static Gen<ClientTasks> ClientTasks { get; } = ClientTask.Array[0, 3].Select(tasks => tasks.Aggregate(Core.Tasks.ClientTasks.None, (all, task) => all.With(task)));

    public static Gen<ClientState> State { get; } = Gen.Select(
        Gen.Select(Gen.Bool, Seq, Gen.Nullable(Time), Group, Presence, Gen.Null(Text), Gen.Select(Epochs, Gen.Null(Duplicate), Marks, Gen.Int[0, 15], Settings, ClientTasks)),
        Gen.OneOf([.. ClientStatus.All]), Pattern, Numbers, Gen.Int[0, (int)Facts.Every], Time.Array[Facts.All.Length],
        (who, status, pattern, numbers, reported, since) => new ClientState
        {
            Exists = who.Item1,
            LastSeq = who.Item2,
            LastObservedAt = who.Item3,
            Group = who.Item4,
            Presence = who.Item5,
            AgentVersion = who.Item6,
            Epochs = who.Item7.Item1,
            Duplicate = who.Item7.Item2,
            Marks = who.Item7.Item3,
            Capabilities = (Capabilities)who.Item7.Item4,
            Settings = who.Item7.Item5,
            Tasks = who.Item7.Item6,
            Pattern = pattern,
            Numbers = status.Numbers.Over(numbers).Over(Facts.Defaults),
            Reported = (Fact)reported,
            Since = new FactTimes([.. since.Select(time => time.ToUnixTimeMilliseconds())]),
        });

    private static int One(int[] numbers, int draw) => numbers[draw % numbers.Length];
}
