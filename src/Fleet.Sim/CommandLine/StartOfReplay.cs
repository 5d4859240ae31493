using Fleet.Protocol.Recording;
using Fleet.Protocol.Wire;

namespace Fleet.Sim.CommandLine;

/// <summary>What the clients' clocks show at the start of a replay.</summary>
/// <param name="AsRecorded">What they showed when it was recorded.</param>
/// <param name="At">A moment; null: as recorded, or the real time.</param>
internal sealed record StartOfReplay(bool AsRecorded, DateTimeOffset? At)
{
    /// <summary>The real time.</summary>
    public static StartOfReplay Now { get; } = new(AsRecorded: false, At: null);

    /// <summary>As it is given.</summary>
    public override string ToString() => AsRecorded ? "recorded" : At is { } at ? Rfc3339.Text(at) : "now";

    /// <summary>The moment; null: the real time.</summary>
    public DateTimeOffset? Of(RecordingHeader header) => AsRecorded ? header.Start : At;
}
