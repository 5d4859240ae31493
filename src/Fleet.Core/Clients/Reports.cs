using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>
/// Reports and the rule of their numbers: up to the last one taken they are repeats; after it, or after what the client
/// holds answers for, they are taken; further ahead there is a gap. So no report that was lost or refused is ever
/// overtaken by a later one. The first report of a new epoch that comes without a session begins it.
/// </summary>
internal static class Reports
{
    private static readonly TimeSpan RetryGapAfter = TimeSpan.FromMilliseconds(50);

    public static Decision Decide(ClientState state, ClientMemory memory, TakeReport report, DateTimeOffset now, ClientRules rules)
    {
        if (report.Seq is < 1 or > ClientCommand.MaxSeq)
            return Refuse(memory, report, new Refusal(RefusalCode.OutOfRange, $"A report's number is 1 to {ClientCommand.MaxSeq}.", "seq"));
        if (EpochRules.IsOld(state, report))
            return Refuse(memory, report, EpochRules.Old);
        if (Sessions.NotSpeaking(state, memory, report.Via) is { } stranger)
            return Refuse(memory, report, stranger);
        if (EpochRules.Begins(state, report) is not { } epoch)
            return InTurn(state, memory, report, now, rules);

        // Only its row begins the epoch: a report that is refused leaves everything as it was.
        var first = InTurn(state.In(epoch) with { LastSeq = 0 }, EpochRules.Forget(memory), report, now, rules, epoch);
        return first.Events.IsEmpty ? first with { Memory = memory } : first;
    }

    private static Decision InTurn(ClientState state, ClientMemory memory, TakeReport report, DateTimeOffset now, ClientRules rules, string? begins = null)
    {
        var (facts, notice) = RoamingPrivilege.Judge(state, memory.Waiting, report.Facts, rules);
        // What was taken told a time that could be. What tells another one is no repeat of it.
        if (report.Seq <= memory.LastTaken && (report.Fault ?? AheadOf(now, report)) is { } impossible)
            return Refuse(memory, report, impossible);
        if (report.Seq <= memory.LastTaken)
            return CatchUp(state, memory, new Taken(report.Seq, Changed: false, Repeated: true) { Notice = notice }, now);
        // Nobody holds an answer to what he is just sending; who says so holds those to all before it at least.
        var answered = Math.Max(memory.LastAnswered, Math.Clamp(report.Acked, 0, report.Seq - 1));
        if (report.Seq - 1 > answered)
        {
            return Refuse(memory, report, new Refusal(
                RefusalCode.Gap, $"Reports {answered + 1} to {report.Seq - 1} are missing: send again from {answered + 1}.", "seq", RetryGapAfter), answered);
        }

        if ((report.Fault ?? FaultOf(state, report, now)) is { } fault)
            return CatchUp(state, memory with { LastRefused = Math.Max(memory.LastRefused, report.Seq) }, new Refused(report.Seq, fault, report.Seq), now);
        var taken = memory with { LastTaken = report.Seq };
        var changed = Changes(state, facts, now, rules);
        var isNews = !state.Exists || changed.Which != Fact.None;
        if (!isNews && begins is null)
            return CatchUp(state, taken, new Taken(report.Seq, Changed: false, Repeated: false) { Notice = notice }, now);

        var happened = new ReportTaken(report.ObservedAt, report.Seq, Icon: null, changed, begins).WithIcon(state);
        var rest = CatchUp(Client.Apply(state, happened), taken, new Taken(report.Seq, isNews, Repeated: false) { Notice = notice }, now);
        return rest with { Events = [happened, .. rest.Events] };
    }

    public static ClientState Apply(ClientState state, ReportTaken report)
    {
        var changed = report.Changed;
        var kept = changed.ScanMethod is { } method && method != state.ScanMethod ? WithLinkReset(state, method) : state;
        return kept.In(report.Epoch) with
        {
            Exists = true,
            LastSeq = report.LastSeq,
            LastObservedAt = report.ObservedAt,
            Numbers = changed.Numbers.Over(kept.Numbers),
            Pattern = changed.Pattern ?? kept.Pattern,
            Group = changed.Group ?? kept.Group,
            Reported = kept.Reported | changed.Which,
            Since = kept.Since.With(changed.Which, report.ObservedAt),
        };
    }

    /// <summary>Another scan method asks another server, so what was known of the link means nothing any more.</summary>
    private static ClientState WithLinkReset(ClientState state, ScanMethod method) => state with
    {
        SmartProtection = ClientState.DefaultLink(method),
        Reported = state.Reported & ~Fact.SmartProtection,
        Since = state.Since.With(Fact.SmartProtection, null),
    };

    private static Refusal? FaultOf(ClientState state, TakeReport report, DateTimeOffset now)
    {
        if (report.Acked < 0 || report.Acked >= report.Seq)
            return new Refusal(RefusalCode.OutOfRange, $"acked takes 0 to {report.Seq - 1}: the highest number before this one up to which the client holds answers.", "acked");
        if (AheadOf(now, report) is { } ahead)
            return ahead;
        return report.Facts.SmartProtection is { } link && !ClientStatus.IsPossible(report.Facts.ScanMethod ?? state.ScanMethod, link)
            ? new Refusal(RefusalCode.Contradiction, "With smart scan the link is connected or disconnected; not-used is for conventional scan.", "facts.smartProtection")
            : null;
    }

    private static Refusal? AheadOf(DateTimeOffset now, TakeReport report)
    {
        if (report.ObservedAt - now > ClientRules.MaxClockLead)
            return new Refusal(RefusalCode.TooFarAhead, "Observed more than 5 minutes ahead of the server's clock.", "observedAt");
        return report.Facts.Pattern is ReportedPattern.OfRelease release && release.ReleasedAt - now > ClientRules.MaxReleaseLead
            ? new Refusal(RefusalCode.TooFarAhead, "Released more than a day ahead of the server's clock.", "facts.pattern.releasedAt")
            : null;
    }

    /// <summary>What a report tells that is news: another value than the one that was told last, or the first one.</summary>
    private static ChangedFacts Changes(ClientState state, ReportedFacts told, DateTimeOffset now, ClientRules rules)
    {
        var known = told.ScanMethod is { } method && method != state.ScanMethod ? WithLinkReset(state, method) : state;
        var pattern = told.Pattern is null ? null : HeldPattern.Judge(told.Pattern, now, rules.PatternMaxAge);
        return new ChangedFacts
        {
            Numbers = told.Numbers.Only(told.Numbers.Differing(known.Numbers.Only(known.Reported))),
            Pattern = known.Reported.HasFlag(Fact.Pattern) && pattern == known.Pattern ? null : pattern,
            Group = known.Reported.HasFlag(Fact.Group) && told.Group == known.Group ? null : told.Group,
        };
    }

    /// <summary>If that was the end of the backlog which a hello announced, the client is present from here.</summary>
    private static Decision CatchUp(ClientState state, ClientMemory memory, ClientReply reply, DateTimeOffset now) =>
        memory.Waiting is { } hello && memory.LastAnswered >= hello.BacklogThrough
            ? Sessions.Present(state, memory, hello, reply, now)
            : Decision.Nothing(memory, reply);

    private static Decision Refuse(ClientMemory memory, TakeReport report, Refusal refusal, long? answered = null) =>
        Decision.Nothing(memory, new Refused(report.Seq, refusal, answered ?? memory.LastTaken));
}
