using Fleet.Journal;
using Fleet.Core.Clients;

namespace Fleet.Actors.Gates;

/// <summary>The reports of a node: how many are worked on, and how many are asked for.</summary>
/// <remarks>
/// It is shut while the journal takes nothing or the read model is too far behind. Safe to use from any thread.
/// </remarks>
public sealed class ReportGate
{
    /// <summary>Reports that wait in memory at most before streams are not read any more; each takes some hundred bytes.</summary>
    private const int MostHeld = 100_000;

    /// <summary>A journal commits a batch while the next one gathers: fewer than this would not fill one of a slow disk.</summary>
    private const int LeastPlaces = 500;

    private static readonly TimeSpan Target = TimeSpan.FromMilliseconds(500);

    private readonly Admission _journal;
    private int _active;
    private int _held;
    private int _lone;

    /// <summary>The gate of a node.</summary>
    /// <param name="most">Places that there are at most.</param>
    /// <param name="journal">Has to be open.</param>
    /// <param name="time">Measures.</param>
    public ReportGate(int most, Admission journal, TimeProvider time)
    {
        _journal = journal;
        Gate = new Gate(new GatePlaces(Math.Min(LeastPlaces, most), most, Target, time), time, () => journal.IsShut);
        journal.Opened += Gate.Reopen;
    }

    /// <summary>The places.</summary>
    public Gate Gate { get; }

    /// <summary>Why no report can be taken; null: they can.</summary>
    public Refusal? Failing => _journal.Failing;

    /// <summary>Reports in sessions, under way or waiting.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>Reports that wait for their turn, those without a session among them.</summary>
    public int Waiting => Math.Max(0, Held + Volatile.Read(ref _lone) - Gate.Inside);

    /// <summary>Sessions that have reports without an answer.</summary>
    public int Active => Volatile.Read(ref _active);

    /// <summary>So many reports are held that no more should be read.</summary>
    public bool IsFull => Held >= MostHeld;

    /// <summary>How many reports a session should have at a time, so that all of them together have what the node gets done in a second.</summary>
    /// <param name="most">As many as it may have.</param>
    public int Credit(int most) => (int)Math.Clamp(Math.Max(LeastPlaces, Gate.Pace) / Math.Max(1, Active), 1, most);

    /// <summary>A session holds more reports, or fewer.</summary>
    /// <param name="before">How many it held.</param>
    /// <param name="after">How many it holds.</param>
    public void Hold(int before, int after)
    {
        Interlocked.Add(ref _held, after - before);
        if (before == 0 && after > 0)
            Interlocked.Increment(ref _active);
        else if (before > 0 && after == 0)
            Interlocked.Decrement(ref _active);
    }

    /// <summary>A report without a session has come; it waits, or is under way, until <see cref="LoneGone"/>.</summary>
    public void LoneCame() => Interlocked.Increment(ref _lone);

    /// <summary>A report without a session has its answer, or waits no longer.</summary>
    public void LoneGone() => Interlocked.Decrement(ref _lone);
}
