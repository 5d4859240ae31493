using System.Runtime.InteropServices;

namespace Fleet.Sim.Drive;

/// <summary>What is counted during a run: numbers of things, and nothing else.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Tally
{
    /// <summary>Reports that became due, each once: observed by a client that is not away, or waiting at one that comes back.</summary>
    public long Offered { get; set; }

    /// <summary>Reports that were sent, each once.</summary>
    public long Sent { get; set; }

    /// <summary>Reports that were acknowledged.</summary>
    public long Acked { get; set; }

    /// <summary>Times that a report was sent again.</summary>
    public long Repeated { get; set; }

    /// <summary>Reports that were refused for good.</summary>
    public long Refused { get; set; }

    /// <summary>Retryable refusals that put reports off.</summary>
    public long Deferrals { get; set; }

    /// <summary>Reports whose answer did not come in time, or not before the end.</summary>
    public long TimedOut { get; set; }

    /// <summary>Reports that were put off and then not taken in time.</summary>
    public long TakenLate { get; set; }

    /// <summary>Sessions that were welcomed.</summary>
    public long Welcomes { get; set; }

    /// <summary>Hellos that were due and waited until others had their answers: the generator's doing, not the timeline's.</summary>
    public long HeldBack { get; set; }

    /// <summary>Sessions that broke, or attempts that failed, without the timeline wanting it.</summary>
    public long Reconnects { get; set; }

    /// <summary>Clients that the server sent away for good.</summary>
    public long TurnedAway { get; set; }

    /// <summary>Sessions that somebody else took over, who speaks for the same clients.</summary>
    public long Superseded { get; set; }

    /// <summary>Icon changes that the server told its clients.</summary>
    public long IconChanges { get; set; }

    /// <summary>Turns to online, offline and roaming, as the clients see themselves.</summary>
    public long ToOnline { get; set; }

    /// <inheritdoc cref="ToOnline"/>
    public long ToOffline { get; set; }

    /// <inheritdoc cref="ToOnline"/>
    public long ToRoaming { get; set; }

    /// <summary>All counts, in the order in which they stand here: what holds of one of them holds of each.</summary>
    internal readonly long[] Counts => MemoryMarshal.Cast<Tally, long>(MemoryMarshal.CreateReadOnlySpan(in this, 1)).ToArray();

    /// <summary>What was counted since an earlier moment.</summary>
    public readonly Tally Since(in Tally earlier) => Of(Counts.Zip(earlier.Counts, (now, before) => now - before));

    /// <summary>What both counted.</summary>
    public readonly Tally Plus(in Tally other) => Of(Counts.Zip(other.Counts, (one, another) => one + another));

    /// <summary>That of which these are the counts.</summary>
    internal static Tally Of(IEnumerable<long> counts) => MemoryMarshal.Cast<long, Tally>(counts.ToArray())[0];

    /// <summary>What went wrong with reports: refused for good, timed out, or put off and taken late. Lost ones come on top.</summary>
    public readonly long Errors => Refused + TimedOut + TakenLate;
}
