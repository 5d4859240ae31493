using Fleet.Protocol.Recording;

namespace Fleet.Sim.Timeline;

/// <summary>An act of the operator that was done, or tried.</summary>
/// <param name="Act">What was sent.</param>
/// <param name="From">When it was sent first, since the start of the run.</param>
/// <param name="To">When it was answered.</param>
/// <param name="Refusal">Why the server did not take it; null: it did.</param>
public sealed record DoneAct(OperatorAct Act, TimeSpan From, TimeSpan To, string? Refusal);
