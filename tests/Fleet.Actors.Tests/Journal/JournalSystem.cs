using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using Fleet.Actors.Journal;
using Fleet.Actors.Journal.Stores;

namespace Fleet.Actors.Tests.Journal;

/// <summary>An actor system on the shipped configuration, with its journal in a given file.</summary>
public sealed class JournalSystem : TestKit
{
    private JournalSystem(ActorSystem system) : base(system)
    {
    }

    public static Config Shipped { get; } = ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", "journal-sqlite.conf")));

    public static JournalSystem Start(string file, Func<JournalSettings, IJournalStore>? store = null, TimeProvider? time = null, string config = "")
    {
        var setup = ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(Configured(file, config)));
        if (store is not null)
            setup = setup.And(new FleetJournalSetup(store, time ?? TimeProvider.System));
        return new JournalSystem(ActorSystem.Create("fleet", setup));
    }

    public static Config Configured(string file, string config = "") => ConfigurationFactory
        .ParseString($"{JournalSettings.Path}.sqlite.file = \"{file}\"\nakka.loglevel = WARNING\nakka.test.single-expect-default = 30s\n{config}")
        .WithFallback(Shipped);

    public static JournalSettings Settings(string file, string config = "") => JournalSettings.Read(Configured(file, config).GetConfig(JournalSettings.Path));

    public IActorRef Keeper(string id) => Sys.ActorOf(Props.Create<Keeper>(id));

    public Keeper.Got Get(string id)
    {
        Keeper(id).Tell(new Keeper.Get(), TestActor);
        return ExpectMsg<Keeper.Got>();
    }

    public Keeper.Kept Kept() => ExpectMsg<Keeper.Kept>();

    /// <summary>Ends the system as a host does: what was accepted is on the disk when this returns.</summary>
    public void Stop() => Sys.Terminate().Wait(TimeSpan.FromSeconds(30));
}
