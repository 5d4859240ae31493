namespace Fleet.Sim.Scenario;

/// <summary>A part of a whole, written <c>20%</c>.</summary>
/// <param name="PerMillion">In whole millionths, so that shares add up exactly.</param>
public readonly record struct Share(int PerMillion)
{
    /// <summary>100%.</summary>
    public static Share Whole { get; } = new(1_000_000);
}
