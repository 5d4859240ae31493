using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
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

    public static Gen<ChangedFacts> Changed { get; } = Gen.Select(
        Gen.Nullable(Gen.Enum<ScanMethod>()), Gen.Null(Pattern), Gen.Nullable(Gen.Enum<RealTimeScan>()), Gen.Nullable(Gen.Enum<SmartProtection>()), Gen.Nullable(Gen.Bool), Gen.Null(Group),
        (method, pattern, realTimeScan, link, roaming, group) => new ChangedFacts
        {
            ScanMethod = method,
            Pattern = pattern,
            RealTimeScan = realTimeScan,
            SmartProtection = link,
            Roaming = roaming,
            Group = group,
        });

    public static Gen<IconChange> IconChange { get; } = Gen.Select(
        Gen.Null(Gen.Int[1, 54].Select(number => Icon.OfNumber(number)!)), Gen.Int[1, 54], Gen.Int[0, 31],
        (from, to, conditions) => new IconChange(from, Icon.OfNumber(to)!, (Conditions)conditions));

    public static Gen<Presence> Presence { get; } = Gen.Select(
        Gen.Enum<PresenceCause>(), Gen.Nullable(Session), Gen.Nullable(Time), Gen.Nullable(Gen.Enum<GoodbyeReason>()),
        (cause, session, since, goodbye) => new Presence(cause, session, since, goodbye));

    public static Gen<ClientState> State { get; } = Gen.Select(
        Gen.Select(Gen.Bool, Seq, Gen.Nullable(Time), Group, Presence, Gen.Null(Text), Epochs),
        Gen.OneOf([.. ClientStatus.All]), Pattern, Gen.Bool, Gen.Int[0, 63], Time.Array[6],
        (who, status, pattern, roaming, reported, since) => new ClientState
        {
            Exists = who.Item1,
            LastSeq = who.Item2,
            LastObservedAt = who.Item3,
            Group = who.Item4,
            Presence = who.Item5,
            AgentVersion = who.Item6,
            Epochs = who.Item7,
            ScanMethod = status.ScanMethod,
            Pattern = pattern,
            RealTimeScan = status.RealTimeScan,
            SmartProtection = status.SmartProtection,
            Roaming = roaming,
            Reported = (Fact)reported,
            Since = Enumerable.Range(0, 6).Aggregate(default(FactTimes), (times, i) => times.With((Fact)(1 << i), since[i])),
        });
}
