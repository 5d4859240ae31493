using Akka.Actor;

namespace Fleet.Journal;

/// <summary>What the rest of an actor system sees of its journal.</summary>
public sealed class FleetJournalExtension : IExtension
{
    private FleetJournalExtension(ExtendedActorSystem system)
    {
        Settings = JournalSettings.Read(system.Settings.Config.GetConfig(JournalSettings.Path));
        Admission = new Admission(Settings.MaxInFlight, Settings.BusyRetryAfter);
        Metrics = new JournalMetrics();
        system.RegisterOnTermination(Metrics.Dispose);
    }

    /// <summary>To be asked before Persist, and for the store's health.</summary>
    public Admission Admission { get; }

    /// <summary>For those who follow the journal.</summary>
    public CommitSignal Signal { get; } = new();

    /// <summary>The journal's instruments.</summary>
    public JournalMetrics Metrics { get; }

    /// <summary>The journal's configuration, its store included.</summary>
    public JournalSettings Settings { get; }

    /// <summary>The extension of a system.</summary>
    public static FleetJournalExtension Of(ActorSystem system) => system.WithExtension<FleetJournalExtension, JournalExtensionProvider>();

    private sealed class JournalExtensionProvider : ExtensionIdProvider<FleetJournalExtension>
    {
        public override FleetJournalExtension CreateExtension(ExtendedActorSystem system) => new(system);
    }
}
