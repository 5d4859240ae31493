using Akka.Actor;
using Fleet.Actors.Members;
using Microsoft.Extensions.DependencyInjection;

namespace Fleet.Actors.IconFeed;

/// <summary>Wires the feed of icon changes into a host.</summary>
public static class FeedExtensions
{
    /// <summary>The feed, over the journal of the host's actor system.</summary>
    public static IServiceCollection AddFeed(this IServiceCollection services) => services
        .AddSingleton(all => FleetFeed.Start(all.GetRequiredService<ActorSystem>(), all.GetRequiredService<TimeProvider>()))
        .MakeAfterJoin<FleetFeed>();
}
