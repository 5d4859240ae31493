using Fleet.Protocol.Recording;

namespace Fleet.Sim.Timeline;

/// <summary>An act of the operator.</summary>
/// <param name="At">When, since the start of the run.</param>
/// <param name="Act">What is done.</param>
public sealed record TimedAct(TimeSpan At, OperatorAct Act)
{
    /// <summary>Whether it is about a task; else it is about settings.</summary>
    public bool IsOfTask => Act is OperatorAct.MakeTask or OperatorAct.OrderTask;
}
