using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Domain = Fleet.Core.Clients.Client;

namespace Fleet.Testing;

/// <summary>Random histories of small fleets, as the domain itself decides them.</summary>
internal static class Arbitrary
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>After every row.</summary>
    public static readonly DateTimeOffset Later = Start.AddYears(1);

    public static readonly string[] Groups = ["default", "plant", "sales", "sales.north"];

    public static readonly string[] Tags = ["vip", "vip-2", "old"];

    private static readonly string[] Clients = ["a-1", "a-10", "a", "B-1", "b-1", "b-1:x", "z9"];

    /// <summary>Every fact of few values, told or not.</summary>
    private static readonly Gen<FactNumbers> Numbers = Gen.Int[0, int.MaxValue].Array[Core.Vocabulary.Facts.Room].Select(draws => Core.Vocabulary.Facts.All
        .Where(fact => fact.Values is not null)
        .Aggregate(default(FactNumbers), (numbers, fact) => numbers.With(fact.Fact, One([0, .. fact.Values!.Numbers], draws[Core.Vocabulary.Facts.IndexOf(fact.Fact)]))));

    private static readonly Gen<ReportedFacts> Facts = Gen.Select(
        Numbers,
        Gen.OneOf<ReportedPattern>(
            Gen.Enum<PatternStatus>().Select(status => (ReportedPattern)new ReportedPattern.OfStatus(status)),
            Gen.Int[-14, 0].Select(days => (ReportedPattern)new ReportedPattern.OfRelease($"19.{100 + days}", Start.AddDays(days)))).Null(),
        Gen.OneOf(Groups).Select(GroupName.Parse).Null(),
        (numbers, pattern, group) => new ReportedFacts { Numbers = numbers, Pattern = pattern, Group = group });

    private static readonly Gen<SessionId> Session = Gen.Select(Gen.Int[-7, -6], Gen.Long[1, 2], (node, number) => new SessionId(node, number));

    /// <summary>Mostly not heeded.</summary>
    private static readonly Gen<string?> Epoch = Gen.Frequency<string?>((8, null), (1, ""), (2, "a"), (2, "b"), (2, "c"));

    /// <summary>What is said for single clients.</summary>
    private static readonly LevelSettings[] Levels = [LevelSettings.None, new() { RealTimeScan = ManagedScan.Enabled }, new() { RealTimeScan = ManagedScan.Disabled, Roaming = false }, new() { Roaming = false }];

    private static readonly Gen<ClientCommand> Command = Gen.Frequency(
        (10, Gen.Select(Facts, Gen.Int[-100, 3], Epoch, (facts, minutes, epoch) => (ClientCommand)new TakeReport(0, 0, Start.AddMinutes(minutes), facts, Epoch: epoch))),
        (5, Gen.Select(Session, Gen.OneOf(Groups).Select(GroupName.Parse).Null(), Gen.Long[0, 3], Epoch, (session, group, backlog, epoch) =>
            (ClientCommand)new OpenSession(session, group, "14.0", backlog, epoch) { Capabilities = session.Number == 1 ? Capabilities.Settings : Capabilities.None })),
        (5, Gen.Select(Session, Gen.OneOf(PresenceCause.Goodbye, PresenceCause.Goodbye, PresenceCause.Broken, PresenceCause.Silent, PresenceCause.Presumed), Gen.Enum<GoodbyeReason>(),
            (session, cause, reason) => (ClientCommand)new EndSession(session, cause, cause == PresenceCause.Goodbye ? reason : null))),
        (2, Gen.Const<ClientCommand>(new Reconsider())),
        (1, Gen.Const<ClientCommand>(new Forget(Operator.Unknown))),
        (2, Gen.OneOf([.. Levels]).Select(level => (ClientCommand)new PutSettings(SettingsPatch.Whole(level), Operator.Unknown))),
        (3, Gen.Select(Session, Gen.OneOf([.. Levels]), Gen.OneOf<string?>(null, null, "no room"), (session, level, error) =>
            (ClientCommand)new AnswerSettings(session, EffectiveSettings.BuiltIn.With(level, SettingLevel.Own).Tag, level.Roaming, error))),
        (1, Gen.OneOf<string?>(null, "known", "ticket 4711").Select(text => (ClientCommand)new PutNote(text, Operator.Unknown))),
        (2, Gen.Select(Gen.OneOf(Tags), Gen.Bool, (tag, isOn) => (ClientCommand)new PutTag(TagName.Parse(tag), isOn, Operator.Unknown))));

    private static readonly Gen<(string Client, TimeSpan Later, ClientCommand Command)> Step =
        Gen.Select(Gen.OneOf(Clients), Gen.Int[0, 3].Select(minutes => TimeSpan.FromMinutes(minutes)), Command);

    /// <summary>Of two machines that fight the second hello is one too many, so that there are some in short histories.</summary>
    private static readonly ClientMemory Patience = ClientMemory.None with { Supersessions = ClientRules.MaxSupersessions - 1, SupersededSince = Start };

    private static readonly ClientRules Rules = ClientRules.Default with { DuplicateWindow = TimeSpan.FromMinutes(20) };

    /// <summary>The rows of a fleet, in the journal's order.</summary>
    public static readonly Gen<List<Happening>> History = HistoryOf(0);

    /// <summary>The same, of so many rows at least. A filter of <see cref="History"/> would now and then find none for a hundred times, and fail.</summary>
    public static Gen<List<Happening>> HistoryOf(int rows) =>
        Gen.Select(Gen.Int[0, 120], Step.Array[120 + (10 * rows)], (count, steps) => Play(steps, count, rows));

    /// <summary>Plays so many steps, and more until there are enough rows.</summary>
    private static List<Happening> Play((string Client, TimeSpan Later, ClientCommand Command)[] steps, int count, int enough)
    {
        var rows = new List<Happening>();
        var known = new Dictionary<string, (ClientState State, ClientMemory Memory, long Number)>();
        var now = Start;
        foreach (var (client, later, wanted) in steps.TakeWhile((_, i) => i < count || rows.Count < enough))
        {
            now += later;
            var (state, memory, number) = known.GetValueOrDefault(client, (ClientState.None, Patience, 0));
            var seq = Math.Max(memory.LastTaken, state.LastSeq) + 1;
            var command = wanted is TakeReport report ? report with { Seq = seq, Acked = seq - 1 } : wanted;
            var decision = Domain.Decide(state, memory, command, now, Rules);
            foreach (var happened in decision.Events)
            {
                var after = Domain.Apply(state, happened);
                rows.Add(new Happening(ClientId.Parse(client), ++number, now, happened, state, after));
                state = after;
            }

            known[client] = (state, decision.Memory, number);
        }

        return rows;
    }

    private static int One(int[] numbers, int draw) => numbers[draw % numbers.Length];
}
