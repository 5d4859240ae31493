using System.Collections.Immutable;
using System.Globalization;

namespace Fleet.Protocol.Recording;

/// <summary>The first line of a recording: where it came from.</summary>
/// <param name="Source">What it was made from.</param>
/// <param name="Scenario">Name of the scenario; <c>journal</c> for a stretch of a server's journal.</param>
/// <param name="ScenarioHash">SHA-256 of the scenario's text; null: there is none.</param>
/// <param name="Seed">The seed that chose the events; 0 where nothing was chosen.</param>
/// <param name="Random">Name of the random algorithm; null: none.</param>
/// <param name="Clients">How many clients take part.</param>
/// <param name="Start">The moment of <c>t</c> = 0; the epoch where that is up to who plays it.</param>
/// <param name="Length">Microseconds from the start to the end.</param>
/// <param name="SpeedText">How fast it was played when it was recorded.</param>
/// <param name="PatternMaxAge">Microseconds after its release at which a pattern was outdated by the server's rules.</param>
/// <param name="Opening">Of a stretch of a journal: microseconds at the start that bring the clients to where they were.</param>
/// <param name="Timeout">Microseconds after which the server took a client for silent; null: that is not known.</param>
/// <param name="FaultSeed">Set: who verifies plays it with the faults (lost answers, repeats, crashes) that this seed chooses.</param>
/// <param name="ReImages">Clients are re-imaged in it: what <see cref="Version"/> 2 has, and 1 has not.</param>
/// <param name="Managed">An operator acts in it, and clients intend something: the same.</param>
public sealed record RecordingHeader(
    RecordingSource Source,
    string Scenario,
    string? ScenarioHash,
    long Seed,
    string? Random,
    int Clients,
    DateTimeOffset Start,
    long Length,
    string SpeedText,
    long PatternMaxAge,
    long Opening = 0,
    long? FaultSeed = null,
    long? Timeout = null,
    bool ReImages = false,
    bool Managed = false)
{
    /// <summary>What every recording's first line says, but for the version.</summary>
    public const string SchemaFamily = "fleet-sim/recording/";

    /// <summary>The newest version that this code reads and writes.</summary>
    public const int Newest = 2;

    /// <summary>The algorithm of generated timelines.</summary>
    public const string PhiloxAlgorithm = "philox4x32-10";

    /// <summary>The oldest version that has what is in the recording: older programs read what they can.</summary>
    public int Version => ReImages || Managed ? Newest : 1;

    /// <summary>What the first line says that it is.</summary>
    public string Schema => SchemaFamily + Version.ToString(CultureInfo.InvariantCulture);

    /// <summary>No recording is longer: ten years.</summary>
    public const long MaxLength = 10L * 366 * 86_400_000_000;

    /// <summary>Microseconds from the start to a pattern's release, at most: two hundred years to either side.</summary>
    public const long FurthestRelease = 200L * 366 * 86_400_000_000;
}

/// <summary>What a recording was made from; written in kebab-case.</summary>
public enum RecordingSource
{
    /// <summary>A scenario and a seed.</summary>
    Scenario = 1,

    /// <summary>A run of one.</summary>
    Run,

    /// <summary>A stretch of a server's journal.</summary>
    Journal,

    /// <summary>Another recording, of which only the events are left that show a fault.</summary>
    Shrunk,
}

/// <summary>The last line of a recording: what tells that it is whole and unchanged.</summary>
/// <param name="Count">Event lines.</param>
/// <param name="Hash">SHA-256 over the event lines, in lowercase hex.</param>
/// <param name="Every">A link for so many event lines.</param>
/// <param name="Links">The beginnings of SHA-256 over all event lines up to each such place: they tell where a change is.</param>
/// <param name="FleetHash">The fleet that follows from these events after everybody's goodbye; null: not told.</param>
/// <param name="Seal">SHA-256 over the header, the hash and this line up to here: a change of those is found by it.</param>
public sealed record RecordingFooter(long Count, string Hash, int Every, ImmutableArray<string> Links, string? FleetHash, string Seal);
