using Akka.Actor;
using Fleet.Actors.Levels;
using Fleet.Actors.Members;
using Fleet.Actors.Sessions;
using Fleet.Journal;
using Fleet.Journal.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Fleet.Actors.Deploying;

/// <summary>Wires settings into a host.</summary>
public static class DeployingExtensions
{
    /// <summary>What the fleet and its groups say of settings, who changes that, and the way to the sessions of this node.</summary>
    public static IServiceCollection AddDeployment(this IServiceCollection services) => services
        .AddSingleton<KnownLevels>()
        .AddSingleton(all => new FleetLevels(
            LevelsActor.Start(all.GetRequiredService<ActorSystem>(), all.GetRequiredService<Admission>(), all.GetRequiredService<TimeProvider>()),
            all.GetRequiredService<KnownLevels>()))
        .MakeAfterJoin<FleetLevels>()
        .AddSingleton<AfterJoin>(all => () => Start(
            all.GetRequiredService<ActorSystem>(), all.GetRequiredService<KnownLevels>(), all.GetRequiredService<SessionDirectory>()));

    private static void Start(ActorSystem system, KnownLevels settings, SessionDirectory sessions)
    {
        var store = FleetJournalExtension.Of(system).Settings.Store;
        system.ActorOf(Props.Create<SettingsActor>(settings, sessions, (Func<IJournalSource?>)(() => store.OpenJournal("settings"))), LevelsActor.NodeName);
    }
}
