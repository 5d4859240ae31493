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
            Connect => input with { Kind = InputKind.Connect, Group = client.Group },
            Leave(var reason) => input with { Kind = InputKind.Leave, Reason = reason },
            Break => input with { Kind = InputKind.Break },
            PullCable => input with { Kind = InputKind.PullCable },
            Tell(var facts) => input with { Kind = InputKind.Tell, Facts = facts },
            StopReading => input with { Kind = InputKind.StopReading },
            ReadAgain => input with { Kind = InputKind.ReadAgain },
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.Step, "unknown step"),
        };
    }

    /// <summary>The step of an event line.</summary>
    /// <exception cref="ArgumentException">A report without facts, or a goodbye without a reason.</exception>
    public static Step ToStep(in RecordedInput input) => input switch
    {
        { Kind: InputKind.Connect } => new Connect(),
        { Kind: InputKind.Leave, Reason: { } reason } => new Leave(reason),
        { Kind: InputKind.Break } => new Break(),
        { Kind: InputKind.PullCable } => new PullCable(),
        { Kind: InputKind.Tell, Facts: { } facts } => new Tell(facts),
        { Kind: InputKind.StopReading } => new StopReading(),
        { Kind: InputKind.ReadAgain } => new ReadAgain(),
        _ => throw new ArgumentException($"'{input.Kind}' lacks what belongs to it", nameof(input)),
    };
}
