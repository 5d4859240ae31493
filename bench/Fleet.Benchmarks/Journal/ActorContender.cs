using Akka.Actor;
using Akka.Configuration;

namespace Fleet.Benchmarks.Journal;

/// <summary>Persistent actors on a journal plugin.</summary>
internal sealed class ActorContender : IContender
{
    private readonly ActorSystem _system;
    private readonly Trial _trial = new();
    private readonly List<IActorRef> _actors = [];

    private readonly int _most;

    private ActorContender(string name, int most, Config config)
    {
        Name = name;
        _most = most;
        _system = ActorSystem.Create("bench", config.WithFallback("akka.loglevel = WARNING"));
    }

    public string Name { get; }

    /// <summary>Five hundred writes in flight at most: with more, waiting takes longer than its circuit breaker allows.</summary>
    public static ActorContender Shipped(string file) => OfPackage($"Data Source={file}", "SQLite.MS");

    private static ActorContender OfPackage(string connectionString, string provider) => new("Akka.Persistence.Sql as shipped", 500, ConfigurationFactory.ParseString($$"""
        akka.persistence {
          snapshot-store.plugin = "akka.persistence.no-snapshot-store"
          journal.plugin = "akka.persistence.journal.sql"
          journal.sql {
            class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
            connection-string = "{{connectionString}}"
            provider-name = "{{provider}}"
          }
        }
        akka.actor {
          serializers.fleet-journal-row = "Fleet.Journal.JournalRowSerializer, Fleet.Journal"
          serialization-bindings."Fleet.Journal.JournalRow, Fleet.Journal" = fleet-journal-row
        }
        """));

    public static ActorContender Fleet(string file) => new("FleetJournal", int.MaxValue, ConfigurationFactory
        .ParseString($"akka.persistence.journal.fleet.sqlite.file = \"{file}\"")
        .WithFallback(Memory.Hocon.Files("journal", "journal-sqlite")));

    /// <summary>On a server's empty schema, to which the connection string leads.</summary>
    public static ActorContender FleetOnPostgres(string connectionString) => new("FleetJournal", int.MaxValue, ConfigurationFactory
        .ParseString($"akka.persistence.journal.fleet.postgres.connection-string = \"{connectionString}\"")
        .WithFallback(Memory.Hocon.Files("journal", "journal-postgres")));

    public static ActorContender ShippedOnPostgres(string connectionString) => OfPackage(connectionString, "PostgreSQL.15");

    public long Run(TimeSpan duration, int actors)
    {
        actors = Math.Min(actors, _most);
        while (_actors.Count < actors)
            _actors.Add(_system.ActorOf(Props.Create<Reporter>(Names.Of(_actors.Count), _trial)));
        _trial.Start(actors);
        var before = _trial.Rows;
        foreach (var actor in _actors)
            actor.Tell(Reporter.Go.Instance);
        Thread.Sleep(duration);
        _trial.Stop();
        return _trial.Rows - before;
    }

    public void Dispose()
    {
        _system.Terminate().Wait();
        _trial.Dispose();
    }
}
