using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Recording;

/// <summary>Between the events of a timeline and those of a recording.</summary>
public static class RecordedSteps
{
    /// <summary>The event line of a timeline's event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Its step is of an unknown kind.</exception>
    public static RecordedInput ToInput(in TimelineEvent happened, (ClientId Id, GroupName Group) client)
    {
        var input = new RecordedInput(happened.At.Ticks / TimeSpan.TicksPerMicrosecond, client.Id, happened.Number, default);
        return happened.Step switch
        {
            ComeOnline => input with { Kind = InputKind.Connect, Group = client.Group },
            SayGoodbye(var reason) => input with { Kind = InputKind.Leave, Reason = reason },
            BreakOff => input with { Kind = InputKind.Break },
            UnplugCable => input with { Kind = InputKind.PullCable },
            ObserveFacts(var facts) => input with { Kind = InputKind.Tell, Facts = facts },
            GoDeaf => input with { Kind = InputKind.StopReading },
            HearAgain => input with { Kind = InputKind.ReadAgain },
            ReImage => input with { Kind = InputKind.ReImage },
            Intend(var intent) => input with { Kind = InputKind.Intend, Intent = intent },
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.Step, "unknown step"),
        };
    }

    /// <summary>The lines of the operator's acts.</summary>
    public static IEnumerable<RecordedAct> ToLines(IEnumerable<TimedAct> acts) => acts.Select((act, index) => new RecordedAct(act.At.Ticks / TimeSpan.TicksPerMicrosecond, index + 1, act.Act));

    /// <summary>The step of an event line.</summary>
    /// <exception cref="ArgumentException">A report without facts, or a goodbye without a reason.</exception>
    public static Step ToStep(in RecordedInput input) => input switch
    {
        { Kind: InputKind.Connect } => new ComeOnline(),
        { Kind: InputKind.Leave, Reason: { } reason } => new SayGoodbye(reason),
        { Kind: InputKind.Break } => new BreakOff(),
        { Kind: InputKind.PullCable } => new UnplugCable(),
        { Kind: InputKind.Tell, Facts: { } facts } => new ObserveFacts(facts),
        { Kind: InputKind.StopReading } => new GoDeaf(),
        { Kind: InputKind.ReadAgain } => new HearAgain(),
        { Kind: InputKind.ReImage } => new ReImage(),
        { Kind: InputKind.Intend, Intent: { } intent } => new Intend(intent),
        _ => throw new ArgumentException($"'{input.Kind}' lacks what belongs to it", nameof(input)),
    };
}
