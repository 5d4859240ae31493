using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Tests.Clients;

/// <summary>Random commands, histories, and what they are made of.</summary>
public static class Arbitrary
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static readonly Gen<GroupName> Group = Gen.OneOf("default", "sales", "plant").Select(GroupName.Parse);

    public static readonly Gen<ReportedPattern> Pattern = Gen.OneOf<ReportedPattern>(
        Gen.Enum<PatternStatus>().Select(status => (ReportedPattern)new ReportedPattern.OfStatus(status)),
        Gen.Int[-14, 6].Select(days => (ReportedPattern)new ReportedPattern.OfRelease($"19.{100 + days}", Start.AddDays(days))));

    /// <summary>Every fact of few values, told or not.</summary>
    public static readonly Gen<FactNumbers> Numbers = Gen.Int[0, int.MaxValue].Array[Core.Vocabulary.Facts.Room].Select(draws => Core.Vocabulary.Facts.All
        .Where(fact => fact.Values is not null)
        .Aggregate(default(FactNumbers), (numbers, fact) => numbers.With(fact.Fact, One([0, .. fact.Values!.Numbers], draws[Core.Vocabulary.Facts.IndexOf(fact.Fact)]))));

    public static readonly Gen<ReportedFacts> Facts = Gen.Select(
        Numbers, Pattern.Null(), Group.Null(), (numbers, pattern, group) => new ReportedFacts { Numbers = numbers, Pattern = pattern, Group = group });

    public static readonly Gen<SessionId> Session = Gen.Long[1, 3].Select(number => new SessionId(7, number));

    public static readonly Refusal Unreadable = new(RefusalCode.OutOfRange, "Unreadable.", "facts");

    /// <summary>Mostly not heeded; else one of a few, or none.</summary>
    private static readonly Gen<string?> Epoch = Gen.Frequency<string?>((6, null), (2, "a"), (1, "b"), (1, "c"), (1, ""));

    private static readonly Gen<ClientCommand> Report =
        Gen.Select(
            Gen.Frequency((8, 1L), (1, 0L), (1, -1L), (1, 2L), (1, 4L)),
            Gen.Frequency((6, 0L), (2, -3L), (1, 3L)),
            Gen.Int[0, 3000],
            Facts,
            Maybe(Session),
            Gen.Select(Gen.Frequency<Refusal?>((9, null), (1, Unreadable)), Epoch),
            (seq, acked, minutes, facts, via, rest) =>
                (ClientCommand)new TakeReport(seq, acked, Start.AddMinutes(minutes), facts, via, rest.Item1, rest.Item2));

    private static readonly Gen<ClientCommand> Hello =
        Gen.Select(
            Session,
            Group.Null(),
            Gen.OneOf<string?>(null, "14.0", "14.1"),
            Gen.Long[0, 12],
            Epoch,
            (session, group, version, backlog, epoch) => (ClientCommand)new OpenSession(session, group, version, backlog, epoch));

    private static readonly Gen<ClientCommand> End =
        Gen.Select(
            Session,
            Gen.OneOf(PresenceCause.Goodbye, PresenceCause.Broken, PresenceCause.Silent, PresenceCause.Presumed),
            Gen.Enum<GoodbyeReason>(),
            (session, cause, reason) => (ClientCommand)new EndSession(session, cause, cause == PresenceCause.Goodbye ? reason : null));

    public static readonly Gen<ClientCommand> Command = Gen.Frequency(
        (12, Report), (4, Hello), (3, End), (2, Gen.Const<ClientCommand>(new Reconsider())), (1, Gen.Const<ClientCommand>(new Forget(Operator.Unknown))),
        (1, Gen.OneOf<string?>(null, "known", "ticket 4711").Select(text => (ClientCommand)new PutNote(text, Operator.Unknown))),
        (1, Gen.Select(Gen.OneOf("vip", "old"), Gen.Bool, (tag, isOn) => (ClientCommand)new PutTag(TagName.Parse(tag), isOn, Operator.Unknown))));

    public static readonly Gen<Step[]> Steps =
        Gen.Select(
            Gen.Frequency((4, 1), (2, 30), (1, 600)).Select(minutes => TimeSpan.FromMinutes(minutes)),
            Gen.Frequency((9, false), (1, true)),
            Command,
            (after, restart, command) => new Step(after, restart, command)).Array[0, 40];

    /// <summary>Histories of one client, from nothing.</summary>
    public static readonly Gen<IReadOnlyList<Moment>> History = Steps.Select(Play);

    /// <summary>A law of whole histories.</summary>
    public static void Always(Action<IReadOnlyList<Moment>> law) =>
        History.Sample(law, iter: 300, print: history => string.Join('\n', history));

    /// <summary>A law of every moment of every history.</summary>
    public static void Always(Action<Moment> law) => Always((IReadOnlyList<Moment> history) =>
    {
        foreach (var moment in history)
            law(moment);
    });

    private static Gen<T?> Maybe<T>(Gen<T> gen) where T : struct => gen.Nullable();

    private static IReadOnlyList<Moment> Play(Step[] steps)
    {
        var history = new List<Moment>();
        var (state, memory, now) = (ClientState.None, ClientMemory.None, Start);
        foreach (var step in steps)
        {
            memory = step.Restart ? ClientMemory.None : memory;
            now += step.After;
            var last = Math.Max(memory.LastTaken, state.LastSeq);
            var command = step.Command is TakeReport report
                ? report with { Seq = last + report.Seq, Acked = Math.Max(0, last + report.Acked) }
                : step.Command;
            var moment = Moment.Of(state, memory, command, now);
            history.Add(moment);
            (state, memory) = (moment.After, moment.Decision.Memory);
        }

        return history;
    }

    private static int One(int[] numbers, int draw) => numbers[draw % numbers.Length];
}
