using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;
using Akka.Hosting.Logging;
using Fleet.Actors.Client;
using Fleet.Actors.IconFeed;
using Fleet.Journal;
using Fleet.Journal.Stores;
using Fleet.Actors.ReadSide;
using Fleet.Actors.Sessions;
using Fleet.Host.Settings;

namespace Fleet.Host.Runtime;

/// <summary>Wires the actor system into the host.</summary>
internal static class ActorSystemExtensions
{
    /// <summary>The actor system of one node.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="told">The process is told to stop: a store that is not there is waited for no longer.</param>
    /// <exception cref="SettingsException">The node's certificate cannot be used.</exception>
    public static void AddActorSystem(this IHostApplicationBuilder builder, FleetSettings settings, CancellationToken told)
    {
        var hocon = HoconFiles.Compose(HoconFiles.NamesFor(settings.Store));
        var certificates = settings.Cluster.Certificate is { } file ? NodeCertificates.Read(file) : null;
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => SuccessionGuard.Witness(settings, services.GetRequiredService<ILoggerFactory>().CreateLogger("Fleet.Host.Store")));
        builder.Services.AddSingleton(services => StoreSetup.Open(
            settings, hocon, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ReadModelWitness>(),
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Fleet.Host.Store"), told));
        builder.Services.AddSingleton<ClientMetrics>();
        builder.Services.AddSingleton(services => new SessionDirectory(Cluster.Get(services.GetRequiredService<ActorSystem>()).SelfUniqueAddress.Uid));
        builder.Services.AddSingleton(services => new SessionContext(
            settings.Presence, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<SessionDirectory>(),
            FleetJournalExtension.Of(services.GetRequiredService<ActorSystem>()).Admission));
        builder.Services.AddSingleton<SessionMetrics>();
        builder.Services.AddSingleton(services => FleetReadModel.Start(
            services.GetRequiredService<ActorSystem>(), settings.ReadModel, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ReadModelWitness>()));
        builder.Services.AddSingleton(services => FleetFeed.Start(services.GetRequiredService<ActorSystem>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddAkka("fleet", (akka, services) => akka
            .AddSetup(new LoggerFactorySetup(services.GetRequiredService<ILoggerFactory>()))
            .AddSetup(new FleetJournalSetup(
                journal => journal.Store.OpenStore(services.GetRequiredService<ReadModelWitness>(), services.GetRequiredService<TimeProvider>()),
                services.GetRequiredService<TimeProvider>()))
            .AddHocon(hocon, HoconAddMode.Prepend)
            .AddHocon(JournalFaults.Overlay(settings.JournalDelay), HoconAddMode.Prepend)
            .AddHocon(ClusterOverlay.Of(settings.Cluster), HoconAddMode.Prepend)
            .WithNodeCertificate(certificates)
            .AddHocon(GracefulStop.Timeouts(settings.Drain), HoconAddMode.Prepend)
            .AddHocon(services.GetRequiredService<OpenedStore>().Overlay, HoconAddMode.Prepend));
        builder.Services.AddHostedService<NodeStart>();
        builder.Services.AddHostedService<GracefulStop>();
        // Connections that are still busy when the drain is over are cut.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Drain);
    }
}
