using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using Fleet.Journal;
using Fleet.Journal.Stores;

namespace Fleet.Testing;

/// <summary>An actor system on the shipped configuration, with its journal in a given file.</summary>
public sealed class JournalSystem : TestKit
{
    private JournalSystem(ActorSystem system) : base(system)
    {
    }

    public static JournalSystem Start(string file, Func<JournalSettings, IJournalStore>? open = null, TimeProvider? time = null, string config = "") =>
        Start(new TestStore(StoreKind.Sqlite, file), open, time, config);

    public static JournalSystem Start(TestStore store, Func<JournalSettings, IJournalStore>? open = null, TimeProvider? time = null, string config = "")
    {
        var setup = ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(Configured(store, config)));
        if (open is not null)
            setup = setup.And(new FleetJournalSetup(open, time ?? TimeProvider.System));
        return new JournalSystem(ActorSystem.Create("fleet", setup));
    }

    /// <summary>What ships for a kind of store.</summary>
    public static Config Shipped(StoreKind kind) =>
        FromFile("journal").WithFallback(FromFile(kind == StoreKind.Sqlite ? "journal-sqlite" : "journal-postgres"));

    public static Config Configured(TestStore store, string config = "") => ConfigurationFactory
        .ParseString($"{Patience.Hocon}akka.loglevel = WARNING\n{store.Overlay}\n{config}")
        .WithFallback(Shipped(store.Kind));

    public static JournalSettings Settings(TestStore store, string config = "") => JournalSettings.Read(Configured(store, config).GetConfig(JournalSettings.Path));

    private static Config FromFile(string name) =>
        ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", name + ".conf")));

    public IActorRef Keeper(string id) => Sys.ActorOf(Props.Create<Keeper>(id));

    public Keeper.Got Get(string id)
    {
        Keeper(id).Tell(new Keeper.Get(), TestActor);
        return ExpectMsg<Keeper.Got>();
    }

    public Keeper.Kept Kept() => ExpectMsg<Keeper.Kept>();

    /// <summary>Ends the system as a host does: what was accepted is on the disk when this returns.</summary>
    public void Stop() => Sys.Terminate().Wait(Patience.Long);
}
