namespace Fleet.Protocol.Recording;

/// <summary>A line of a recording that is an operator's act. It comes before what happens to clients at the same time.</summary>
/// <param name="At">Microseconds since the start of the recording.</param>
/// <param name="Number">Counts the acts, from 1.</param>
/// <param name="Act">What was done.</param>
public readonly record struct RecordedAct(long At, long Number, OperatorAct Act);
