using Akka.Actor.Setup;
using Fleet.Journal.Stores;

namespace Fleet.Journal;

/// <summary>Replaces what the journal is built on; without it, it is the configured store and the system's clock.</summary>
/// <param name="OpenStore">Makes the store; the journal disposes of it.</param>
/// <param name="Time">The clock of rows and retries.</param>
public sealed class FleetJournalSetup(Func<JournalSettings, IJournalStore> OpenStore, TimeProvider Time) : Setup
{
    /// <summary>Makes the store.</summary>
    public Func<JournalSettings, IJournalStore> OpenStore { get; } = OpenStore;

    /// <summary>The clock of rows and retries.</summary>
    public TimeProvider Time { get; } = Time;
}
