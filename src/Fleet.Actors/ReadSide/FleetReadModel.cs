using Akka.Actor;
using Akka.Event;
using Fleet.Journal;
using Fleet.Journal.Stores;
using Fleet.Actors.Members;
using Fleet.Journal.Questions;
using Fleet.ReadModel;
using Fleet.ReadModel.Projections;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Queries;
using Fleet.ReadModel.Recordings;
using Fleet.Journal.Reading;
using Fleet.ReadModel.Store;
using Fleet.Core.Clients;
using Fleet.Core.Settings;

namespace Fleet.Actors.ReadSide;

/// <summary>The read side of one node: its queries, and its part in keeping the cluster's one projector running.</summary>
public sealed class FleetReadModel : IDisposable
{
    private readonly IReadStore _store;
    private readonly IActorRef _projector;
    private readonly TimeSpan _patience;
    private readonly QuestionGate _gate;
    private readonly QuestionGate _heavy;
    private readonly OffsetWait _wait;
    private readonly KeptDiffs _diffs;
    private readonly FleetRecordings _recordings;
    private readonly ReadModelMetrics _metrics;
    private readonly IngestBrake _brake;
    private readonly Task _systemEnded;

    private FleetReadModel(ActorSystem system, IReadStore store, Func<IJournalSource?> openJournal, IActorRef projector, VisibleOffset visible, int groups, TimeProvider time, Func<SettingsBook>? said)
    {
        var (settings, questions) = (ProjectorSettings.Read(system.Settings.Config), QuestionSettings.Read(system.Settings.Config));
        var journal = FleetJournalExtension.Of(system);
        (_store, _projector, _patience, _systemEnded) = (store, projector, questions.Patience, system.WhenTerminated);
        Queries = new FleetQueries(store, openJournal, time, said);
        _recordings = new FleetRecordings(openJournal, time);
        _gate = new QuestionGate(new GateSettings("question", questions.AtATime, questions.Queue, questions.Patience), DropConnections);
        _heavy = new QuestionGate(new GateSettings("heavy question", questions.HeavyAtATime, questions.Queue, questions.Patience), DropConnections);
        _wait = new OffsetWait((wanted, cancel) => Ask(queries => queries.Accept(wanted), cancel), visible, settings.Patience, time);
        _diffs = new KeptDiffs((stretch, cancel) => AskHeavy(queries => queries.Moves(stretch), cancel), questions.KeptMoves, questions.KeepMoves);
        Look = new ReadModelLook(Queries, visible, store.Name, settings.LagCheck, questions.Patience, groups, time);
        _metrics = new ReadModelMetrics(Look);
        _brake = new IngestBrake(() => Look.Lag, journal.Admission, settings, time, Logging.GetLogger(system, typeof(IngestBrake)));
    }

    /// <summary>Answers questions, on the caller's thread and without an end: for who has a thread of his own for that.</summary>
    public FleetQueries Queries { get; }

    /// <summary>What was seen last, without a question.</summary>
    public ReadModelLook Look { get; }

    /// <summary>Starts the projector, or gets ready to, and opens the way to ask.</summary>
    /// <param name="system">A system that has joined its cluster, or is about to, with the files of hocon/.</param>
    /// <param name="file">The read model's file, if the journal is embedded; created if it is not there.</param>
    /// <param name="groups">How many groups have gauges of their own.</param>
    /// <param name="time">The server's clock.</param>
    /// <param name="witness">Remembers how far the journal went; null: nobody does.</param>
    /// <param name="said">What the fleet and its groups say of settings; null: nobody says anything.</param>
    public static FleetReadModel Start(ActorSystem system, string file, int groups, TimeProvider time, IJournalWitness? witness = null, Func<SettingsBook>? said = null)
    {
        var settings = ProjectorSettings.Read(system.Settings.Config);
        var journal = FleetJournalExtension.Of(system);
        var store = ReadStores.Of(journal.Settings.Store, file);
        var visible = new VisibleOffset();
        var progress = new ProjectionProgress(visible, Logging.GetLogger(system, typeof(Projection)));
        var props = Props.Create<ProjectorActor>(
                (Func<Projection>)(() => new Projection(OpenVerified, store, ProjectionOptions.Default, progress)), settings, journal.Signal, time)
            .WithDispatcher(ProjectorSettings.Dispatcher);
        Singletons.Host(system, props, "projector", "read-model");
        var projector = Singletons.Proxy(system, "projector", "read-model");
        return new FleetReadModel(system, store, OpenJournal, projector, visible, groups, time, said);

        // Before the tables go that know how far the journal went.
        IJournalSource? OpenVerified()
        {
            if (witness is not null)
                journal.Settings.Store.Verify(witness, time);
            return OpenJournal();
        }

        IJournalSource? OpenJournal() => journal.Settings.Store.OpenJournal("read model");
    }

    /// <summary>Waits until questions are answered at an offset or after it, so that somebody sees what he did.</summary>
    /// <param name="minOffset">An offset of the journal; 0: no waiting.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="QueryException">The journal has not come so far, or the read model does not in time.</exception>
    public Task WaitFor(long minOffset, CancellationToken cancel) => _wait.For(minOffset, cancel);

    /// <summary>The same for where the journal ends now: of somebody who named no offset, but may ask for what he heard of a moment ago.</summary>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="QueryException">The read model does not come so far in time.</exception>
    public async Task WaitForEnd(CancellationToken cancel) => await _wait.For(await Ask(queries => queries.End(), cancel), cancel, parameter: null);

    /// <summary>Asks a question that is answered soon.</summary>
    /// <param name="ask">The question.</param>
    /// <param name="cancel">The asker has gone.</param>
    /// <exception cref="QuestionRefusedException">Too many ask, or the store does not answer.</exception>
    public Task<T> Ask<T>(Func<FleetQueries, T> ask, CancellationToken cancel) => _gate.Ask(() => ask(Queries), cancel);

    /// <summary>Asks a question that may read long stretches of the journal.</summary>
    /// <inheritdoc cref="Ask"/>
    public Task<T> AskHeavy<T>(Func<FleetQueries, T> ask, CancellationToken cancel) => _heavy.Ask(() => ask(Queries), cancel);

    /// <summary>What became of the fleet between two moments of the past; found out once for all its pages.</summary>
    /// <inheritdoc cref="Ask"/>
    public async Task<FleetDiff> Diff(DiffQuery query, CancellationToken cancel)
    {
        Diffs.Check(query);
        var stretch = await Ask(queries => queries.Between(query), cancel);
        return Diffs.Page(query, await _diffs.Get(stretch, cancel));
    }

    /// <summary>Finds a stretch of the journal, to be played again.</summary>
    /// <param name="from">Its beginning, by the journal's clock; where that began later, there.</param>
    /// <param name="to">Its end; not later than now.</param>
    /// <param name="rules">The server's settings.</param>
    /// <param name="timeout">After which the server takes a client for silent.</param>
    /// <param name="cancel">The asker has gone.</param>
    /// <exception cref="QueryException">There is no such stretch.</exception>
    /// <exception cref="QuestionRefusedException">Too many ask, or the store does not answer.</exception>
    public Task<JournalRecording> Record(DateTimeOffset from, DateTimeOffset to, ClientRules rules, TimeSpan timeout, CancellationToken cancel) =>
        _heavy.Ask(() => _recordings.Open(from, to, rules, timeout), cancel);

    /// <summary>Reads on in a recording.</summary>
    /// <param name="lease">Of it: if this is given up, who reads disposes of it.</param>
    /// <param name="read">Reads.</param>
    /// <param name="cancel">The asker has gone.</param>
    /// <returns>What the reading says; null: it is closed.</returns>
    public Task<T?> Read<T>(RecordingLease lease, Func<JournalRecording, T> read, CancellationToken cancel) where T : struct =>
        _heavy.Ask(() => lease.Use(read), cancel);

    /// <summary>Builds the read model anew from the journal while queries are answered from the old one; nothing if that is under way.</summary>
    /// <exception cref="AskTimeoutException">The projector does not answer.</exception>
    public Task<ReadModelStatus> Rebuild() => _projector.Ask<ReadModelStatus>(new ProjectorMessage.StartRebuild(), _patience);

    /// <summary>How far the read model is, a rebuild included.</summary>
    /// <remarks>The tables say it themselves: their projector is busy while it builds others, and away for a while when its node has died.</remarks>
    /// <inheritdoc cref="Ask"/>
    /// <exception cref="AskTimeoutException">There are no tables yet, and the projector does not answer.</exception>
    public async Task<ReadModelStatus> Status(CancellationToken cancel)
    {
        try
        {
            return await Ask(queries => queries.Status(), cancel);
        }
        catch (QueryException first) when (first.Code == QueryFault.Rebuilding)
        {
            return await _projector.Ask<ReadModelStatus>(new ProjectorMessage.TellStatus(), _patience, cancel);
        }
    }

    /// <summary>Closes the files as soon as the actor system has ended; its actors use them until then.</summary>
    public void Dispose() => _ = Close();

    private void DropConnections()
    {
        Queries.DropConnections();
        _store.DropReaders();
    }

    private async Task Close()
    {
        await _systemEnded;
        await _brake.DisposeAsync();
        _metrics.Dispose();
        await Look.DisposeAsync();
        _diffs.Dispose();
        _gate.Dispose();
        _heavy.Dispose();
        Queries.Dispose();
        _store.Dispose();
    }
}
