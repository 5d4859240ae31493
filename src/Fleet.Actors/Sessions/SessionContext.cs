using Fleet.Actors.Gates;
using Fleet.Actors.Levels;
using Fleet.Actors.Members;
using Fleet.Journal;

namespace Fleet.Actors.Sessions;

/// <summary>What every stream of a node shares.</summary>
/// <param name="Presence">The settings.</param>
/// <param name="Time">The server's clock.</param>
/// <param name="Directory">The sessions of this node.</param>
/// <param name="Journal">The door of this node's journal.</param>
public sealed record SessionContext(PresenceSettings Presence, TimeProvider Time, SessionDirectory Directory, Admission Journal)
{
    /// <summary>What the fleet and its groups say of settings; without them no session sends any.</summary>
    public KnownLevels Levels { get; init; } = new();

    /// <summary>Whether every member reads what clients are managed by: until then no session sends settings. Null: nobody else is there.</summary>
    public ReadByAll? Managing { get; init; }

    /// <summary>Judges all sessions.</summary>
    public PresenceClock Clock { get; } = new(Time);

    /// <summary>Hellos that have no welcome yet. Each may need a recovery and a row.</summary>
    public HelloGate Hellos { get; } = new(least: 100, most: 4_000, Journal, Time);

    /// <summary>Reports that have no answer yet. All that may be in flight could be theirs.</summary>
    public ReportGate Reports { get; } = new(Journal.Places, Journal, Time);

    /// <summary>The streams that are not read for now.</summary>
    public UnreadStreams Unread { get; } = new();
}
