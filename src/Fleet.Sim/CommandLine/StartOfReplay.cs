using Fleet.Protocol.Recording;

namespace Fleet.Sim.CommandLine;

/// <summary>What the clients' clocks show at the start of a replay.</summary>
/// <param name="AsRecorded">What they showed when it was recorded.</param>
/// <param name="At">A moment; null: as recorded, or the real time.</param>
internal sealed record StartOfReplay(bool AsRecorded, DateTimeOffset? At)
{
    /// <summary>The real time.</summary>
    public static StartOfReplay Now { get; } = new(AsRecorded: false, At: null);

    /// <summary>The moment; null: the real time.</summary>
    public DateTimeOffset? Of(RecordingHeader header) => AsRecorded ? header.Start : At;
}
