namespace Fleet.Sim.Capacity;

/// <summary>What is searched, and how thoroughly.</summary>
/// <param name="Kind">What is searched.</param>
/// <param name="Start">The load of the first trial.</param>
/// <param name="Least">No lower load is tried.</param>
/// <param name="Most">No higher load is tried.</param>
/// <param name="Precision">The search ends when the upper bound is no more than so much above the lower one, as a part of it.</param>
/// <param name="Repeats">How often the whole search is made.</param>
public sealed record SearchPlan(LoadKind Kind, double Start, double Least, double Most, double Precision, int Repeats);
