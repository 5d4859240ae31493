using Akka.Actor;
using Akka.Event;
using Fleet.Actors.Journal;
using Fleet.Actors.Journal.Postgres;
using Fleet.Actors.Journal.Stores;
using Fleet.Actors.Members;
using Fleet.Actors.ReadModel.Postgres;
using Fleet.Actors.ReadModel.Projections;
using Fleet.Actors.ReadModel.Projector;
using Fleet.Actors.ReadModel.Queries;
using Fleet.Actors.ReadModel.Recordings;
using Fleet.Actors.ReadModel.Source;
using Fleet.Actors.ReadModel.Sqlite;
using Fleet.Actors.ReadModel.Tables;
using Fleet.Actors.Signals;

namespace Fleet.Actors.ReadModel;

/// <summary>The read side of one node: its queries, and its part in keeping the cluster's one projector running.</summary>
public sealed class FleetReadModel : IDisposable
{
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(30);
    private readonly SqlReadStore _store;
    private readonly IActorRef _projector;
    private readonly ReadModelMetrics _metrics;
    private readonly IngestBrake _brake;
    private readonly Task _systemEnded;

    private FleetReadModel(
        SqlReadStore store, FleetQueries queries, FleetRecordings recordings, IActorRef projector, ReadModelMetrics metrics, IngestBrake brake, Task systemEnded) =>
        (_store, Queries, Recordings, _projector, _metrics, _brake, _systemEnded) = (store, queries, recordings, projector, metrics, brake, systemEnded);

    /// <summary>Answers questions.</summary>
    public FleetQueries Queries { get; }

    /// <summary>Stretches of the journal, to be played again.</summary>
    public FleetRecordings Recordings { get; }

    /// <summary>Starts the projector, or gets ready to, and opens the way to ask.</summary>
    /// <param name="system">A system that has joined its cluster, or is about to, with the files of hocon/.</param>
    /// <param name="file">The read model's file, if the journal is embedded; created if it is not there.</param>
    /// <param name="time">The server's clock.</param>
    public static FleetReadModel Start(ActorSystem system, string file, TimeProvider time)
    {
        var settings = ProjectorSettings.Read(system.Settings.Config);
        var journal = FleetJournalExtension.Of(system);
        var openJournal = JournalSources.Of(journal.Settings.Store, "read model");
        SqlReadStore store = journal.Settings.Store is PostgresSettings postgres ? new PostgresReadStore(postgres) : new SqliteReadStore(file);
        var visible = new Pulse();
        var queries = new FleetQueries(store, openJournal, visible, settings.Patience, time);
        var progress = new ProjectionProgress(visible, Logging.GetLogger(system, typeof(Projection)));
        var props = Props.Create<ProjectorActor>(
                (Func<Projection>)(() => new Projection(openJournal, store, ProjectionOptions.Default, progress)), settings, journal.Signal, time)
            .WithDispatcher(ProjectorSettings.Dispatcher);
        Singletons.Host(system, props, "projector", "read-model");
        var projector = Singletons.Proxy(system, "projector", "read-model");
        var brake = new IngestBrake(queries, journal.Admission, settings, time, Logging.GetLogger(system, typeof(IngestBrake)));
        return new FleetReadModel(
            store, queries, new FleetRecordings(openJournal, time), projector, new ReadModelMetrics(queries, time), brake, system.WhenTerminated);
    }

    /// <summary>Removes the tables, of which nothing may stay when another journal takes the place of theirs; the projector builds them anew.</summary>
    /// <param name="store">The journal's, which no host uses.</param>
    /// <param name="file">The read model's file, where it is in one.</param>
    public static void Forget(IStoreSettings store, string file)
    {
        if (store is PostgresSettings postgres)
            PostgresReadStore.Forget(postgres);
        foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
        {
            // Where there is no folder, File.Delete fails.
            if (File.Exists(file + suffix))
                File.Delete(file + suffix);
        }
    }

    /// <summary>Builds the read model anew from the journal while queries are answered from the old one; nothing if that is under way.</summary>
    /// <exception cref="AskTimeoutException">The projector does not answer.</exception>
    public Task<ReadModelStatus> Rebuild() => _projector.Ask<ReadModelStatus>(new ProjectorMessage.StartRebuild(), AskTimeout);

    /// <summary>How far the read model is, a rebuild included.</summary>
    /// <exception cref="AskTimeoutException">The projector does not answer.</exception>
    public Task<ReadModelStatus> Status() => _projector.Ask<ReadModelStatus>(new ProjectorMessage.TellStatus(), AskTimeout);

    /// <summary>Closes the files as soon as the actor system has ended; its actors use them until then.</summary>
    public void Dispose() => _ = Close();

    private async Task Close()
    {
        await _systemEnded;
        await _brake.DisposeAsync();
        _metrics.Dispose();
        Queries.Dispose();
        _store.Dispose();
    }
}
