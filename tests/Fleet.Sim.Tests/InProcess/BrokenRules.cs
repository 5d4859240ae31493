using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.InProcess;

namespace Fleet.Sim.Tests.InProcess;

/// <summary>The rules with one mistake each, which a play has to find.</summary>
internal static class BrokenRules
{
    public static Dictionary<string, (Decider Decide, bool NeedsFaults)> All { get; } = new()
    {
        ["what Real-time Scan tells on the road is dropped"] = (DeafOnTheRoad, false),
        ["a gap is taken"] = (Gap, true),
        ["a repeat is taken again"] = (Repeat, true),
        ["any session may end another's"] = (AnyEnd, true),
        ["the icon's change is forgotten"] = (NoIcon, false),
        ["a pattern never ages"] = (Ageless, false),
    };

    /// <summary>A re-imaged client counts from 1, and nobody heeds it.</summary>
    public static Decision EpochsAreNoMatter(ClientState state, ClientMemory memory, ClientCommand command, DateTimeOffset now, ClientRules rules) => Client.Decide(
        state, memory, command switch { TakeReport report => report with { Epoch = null }, OpenSession hello => hello with { Epoch = null }, _ => command }, now, rules);

    /// <summary>A late message of an epoch that is over begins it again.</summary>
    public static Decision OldEpochsAreTaken(ClientState state, ClientMemory memory, ClientCommand command, DateTimeOffset now, ClientRules rules) =>
        Client.Decide(state with { Epochs = state.Epochs with { Left = [] } }, memory, command, now, rules);

    private static Decision DeafOnTheRoad(ClientState state, ClientMemory memory, ClientCommand command, DateTimeOffset now, ClientRules rules) =>
        Client.Decide(state, memory, state.Roaming && command is TakeReport report ? report with { Facts = report.Facts with { RealTimeScan = null } } : command, now, rules);

    private static Decision Gap(ClientState state, ClientMemory memory, ClientCommand command, DateTimeOffset now, ClientRules rules) =>
        Client.Decide(state, memory, command is TakeReport report ? report with { Acked = Math.Max(report.Acked, report.Seq - 1) } : command, now, rules);

    private static Decision Repeat(ClientState state, ClientMemory memory, ClientCommand command, DateTimeOffset now, ClientRules rules) =>
        command is TakeReport report && report.Seq <= Math.Max(memory.LastTaken, state.LastSeq) && report.Facts.RealTimeScan is { } told && told != state.RealTimeScan
            ? Client.Decide(state with { LastSeq = report.Seq - 1 }, memory with { LastTaken = report.Seq - 1 }, command, now, rules)
            : Client.Decide(state, memory, command, now, rules);

    private static Decision AnyEnd(ClientState state, ClientMemory memory, ClientCommand command, DateTimeOffset now, ClientRules rules) =>
        Client.Decide(state, memory, command is EndSession end && state.Presence.Session is { } session ? end with { Session = session } : command, now, rules);

    private static Decision NoIcon(ClientState state, ClientMemory memory, ClientCommand command, DateTimeOffset now, ClientRules rules)
    {
        var decision = Client.Decide(state, memory, command, now, rules);
        return state.SmartProtection == SmartProtection.Disconnected && decision.Events is [ReportTaken taken, ..]
            ? decision with { Events = [taken with { Icon = null }, .. decision.Events[1..]] }
            : decision;
    }

    private static Decision Ageless(ClientState state, ClientMemory memory, ClientCommand command, DateTimeOffset now, ClientRules rules) =>
        Client.Decide(state, memory, command, now, command is Reconsider ? rules with { PatternMaxAge = TimeSpan.FromDays(3650) } : rules);
}
