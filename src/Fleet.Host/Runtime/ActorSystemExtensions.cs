using Akka.Configuration;
using Akka.Hosting;
using Akka.Hosting.Logging;
using Fleet.Host.Settings;
using Fleet.Journal;
using Fleet.Journal.Stores;

namespace Fleet.Host.Runtime;

/// <summary>Wires the actor system into the host.</summary>
internal static class ActorSystemExtensions
{
    /// <summary>The actor system of one node, which joins its cluster when the host starts.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="settings">Its settings.</param>
    /// <exception cref="SettingsException">The node's certificate cannot be used.</exception>
    public static void AddActorSystem(this IHostApplicationBuilder builder, FleetSettings settings)
    {
        var hocon = HoconFiles.Compose(HoconFiles.NamesFor(settings.Store));
        var certificates = settings.Cluster.Certificate is { } file ? NodeCertificates.Read(file) : null;
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddAkka("fleet", (akka, services) => akka
            .AddSetup(new LoggerFactorySetup(services.GetRequiredService<ILoggerFactory>()))
            .AddSetup(services.GetRequiredService<FleetJournalSetup>())
            .AddHocon(hocon, HoconAddMode.Prepend)
            .AddHocon(ConfigurationFactory.ParseString($"{JournalSettings.Path}.faults.commit-delay = {settings.JournalDelay.TotalMilliseconds:0} ms"), HoconAddMode.Prepend)
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
