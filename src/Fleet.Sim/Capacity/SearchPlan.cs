namespace Fleet.Sim.Capacity;

/// <summary>What is searched, how thoroughly, and for how long.</summary>
/// <param name="Kind">What is searched.</param>
/// <param name="Start">The load of the first trial.</param>
/// <param name="Least">No lower load is tried.</param>
/// <param name="Most">No higher load is tried.</param>
/// <param name="Precision">How close the bounds of a search come, and how far the interval of all may reach to either side, as a part of the load.</param>
/// <param name="Repeats">How often the search is made; null: three times, and on until the interval is as narrow as asked.</param>
/// <param name="Budget">No trial is begun that would not end within it.</param>
/// <param name="ShortTrial">How long a trial takes that only guides the search, all in all.</param>
/// <param name="FullTrial">How long one of full length takes.</param>
public sealed record SearchPlan(
    LoadKind Kind, double Start, double Least, double Most, double Precision, int? Repeats, TimeSpan Budget, TimeSpan ShortTrial, TimeSpan FullTrial)
{
    /// <summary>Fewer say little about chance.</summary>
    public const int UsualRepeats = 3;

    /// <summary>About what a fresh host takes until it is measured first.</summary>
    public static readonly TimeSpan ToBeWarm = TimeSpan.FromSeconds(25);

    /// <summary>About how long all of it takes, where nothing is known: six doublings, as much again to narrow and to try twice; later searches begin near the end.</summary>
    public TimeSpan Expected
    {
        get
        {
            var (first, later) = ((14 * ShortTrial) + (2 * FullTrial), (5 * ShortTrial) + (1.5 * FullTrial));
            var expected = first + (((Repeats ?? UsualRepeats) - 1) * later) + ((Repeats ?? UsualRepeats) * ToBeWarm);
            return expected < Budget ? expected : Budget;
        }
    }
}

/// <summary>Which side of the load is searched; the other one is given.</summary>
public enum LoadKind
{
    /// <summary>Reports a second of the whole fleet, at a number of clients.</summary>
    Rate = 1,

    /// <summary>Clients, at a rate each.</summary>
    Clients,
}
