using Akka.Hosting;
using Fleet.Host.Settings;

namespace Fleet.Host.Runtime;

/// <summary>Wires the actor system into the host.</summary>
internal static class ActorSystemExtensions
{
    /// <summary>The actor system of one node, as a cluster of its own.</summary>
    public static void AddActorSystem(this IHostApplicationBuilder builder, FleetSettings settings)
    {
        var hocon = HoconFiles.Compose("akka", "cluster", "sharding");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddAkka("fleet", akka => akka
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            })
            .AddHocon(hocon, HoconAddMode.Prepend)
            .AddHocon(Draining.Timeouts(settings.Drain), HoconAddMode.Prepend)
            .WithActors((system, _) => SelfJoin.Join(system)));
        builder.Services.AddHostedService<Draining>();
        // Connections that are still busy when the drain is over are cut.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Drain);
    }
}
