using System.Collections.Immutable;
using Fleet.Journal.Stores;
using Fleet.Core.Settings;
using Fleet.ReadModel.Model;
using Fleet.Journal.Reading;
using Fleet.ReadModel.Store;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;

namespace Fleet.ReadModel.Queries;

/// <summary>Answers questions about the fleet, on its caller's thread. Each answer is true at one offset, which it tells.</summary>
/// <remarks>
/// Every member throws <see cref="QueryException"/> if it has no answer, and what the store throws while that is away (<see cref="StoreOutage"/>);
/// none writes anything.
/// </remarks>
public sealed class FleetQueries : IDisposable
{
    private readonly IReadStore _store;
    private readonly JournalPool _journals;
    private readonly TimeProvider _time;
    private readonly Func<SettingsBook> _settings;

    /// <summary>Opens nothing before the first question.</summary>
    /// <param name="store">Where the tables are; stays its caller's.</param>
    /// <param name="openJournal">Opens the journal once more; null while nobody has written to it.</param>
    /// <param name="time">The server's clock.</param>
    /// <param name="settings">What the fleet and its groups say of settings; null: nobody says anything.</param>
    public FleetQueries(IReadStore store, Func<IJournalSource?> openJournal, TimeProvider time, Func<SettingsBook>? settings = null)
    {
        (_store, _time, _settings) = (store, time, settings ?? (() => SettingsBook.Empty));
        _journals = new JournalPool(openJournal);
    }

    /// <summary>How far questions are behind the journal.</summary>
    public ReadLag Lag(DateTimeOffset now)
    {
        var offset = Read(snapshot => snapshot.Offset);
        var nothing = new ReadLag(offset, 0, TimeSpan.Zero);
        return _journals.Ask(
            journal => journal.ReadAfter(offset, 1) is [var first] ? new ReadLag(offset, journal.Count(offset, long.MaxValue, ReadLag.MostRows), now - first.RecordedAt) : nothing,
            nothing);
    }

    /// <summary>How far the tables are, and those that are built beside them.</summary>
    public ReadModelStatus Status()
    {
        var sets = Read(snapshot => snapshot.Generations());
        var (served, built) = (sets.LastOrDefault(set => set.Stage == GenerationStage.Serving), sets.LastOrDefault(set => set.Stage == GenerationStage.Building));
        return new ReadModelStatus(
            served?.Offset, served?.Number, _journals.Ask<long?>(journal => journal.End()?.Offset, null), built is null ? null : new BuildStatus(built.Number, built.Offset));
    }

    /// <summary>The journal's last offset; 0: it is empty.</summary>
    public long End() => _journals.Ask(journal => journal.End()?.Offset ?? 0, 0);

    /// <summary>When the journal's first row was written; null: it is empty.</summary>
    public DateTimeOffset? Began() => _journals.Ask(journal => journal.Begin()?.RecordedAt, null);

    /// <summary>Where the journal took another one's place last; null: it never did.</summary>
    public SuccessionMark? Succession() => _journals.Ask(journal => journal.Marks() is [.., var last] ? last : null, null);

    /// <summary>Rows of the journal that the read model leaves out, as they cannot be read.</summary>
    /// <param name="most">How many of them are named, the last ones first.</param>
    public DamageFound Damage(int most) => Read(snapshot => snapshot.Damage(most));

    /// <summary>A page of clients, as they are or as they were.</summary>
    public ClientPage Clients(ClientsQuery query)
    {
        ClientLists.Check(query);
        Accept(query.Cursor, query.Fingerprint);
        if (query.At is { } at)
            return Past(journal => ClientLists.PageThen(journal, query, MarkOf(journal, at, "at").Offset), "at");
        return Read(snapshot => ClientLists.Page(snapshot, query, _settings()));
    }

    /// <summary>One client as it is now.</summary>
    public ClientRecord Client(ClientId client)
    {
        var (record, offset) = Read(snapshot => (snapshot.Client(client.Value), snapshot.Offset));
        return record ?? throw Absent(client, offset);
    }

    /// <summary>The counts of now.</summary>
    /// <param name="groups">Of these groups; empty: of all.</param>
    public FleetSummary Summary(IReadOnlyList<GroupName> groups) => Read(snapshot => Summaries.Now(snapshot, groups));

    /// <summary>The counts of now, of the largest groups one by one.</summary>
    /// <param name="groups">How many of them.</param>
    public FleetFigures Figures(int groups) => Read(snapshot => FleetFigures.Of(snapshot, groups));

    /// <summary>The counts at a moment of the past, by the journal's clock.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="groups">Of these groups; empty: of all.</param>
    public FleetSummary Summary(DateTimeOffset at, IReadOnlyList<GroupName> groups) =>
        Past(journal => Read(snapshot => Summaries.At(snapshot, journal, MarkOf(journal, at, "at").Offset, groups) with { At = at }), "at");

    /// <summary>A page of groups, the worst first, now or at a moment of the past.</summary>
    public FleetSummary Groups(GroupsQuery query)
    {
        PageLimits.Check(query.Limit);
        Accept(query.Cursor, query.Fingerprint);
        return query.At is { } at
            ? Past(journal => Read(snapshot => Summaries.GroupsAt(snapshot, journal, MarkOf(journal, at, "at").Offset, query)), "at")
            : Read(snapshot => Summaries.GroupsNow(snapshot, query));
    }

    /// <summary>A page of the names of groups, those that clients are in and others.</summary>
    /// <param name="others">Groups that exist whether clients are in them or not.</param>
    /// <param name="limit">How many at most, 1 to <see cref="PageLimits.Most"/>.</param>
    /// <param name="cursor">Of the page before; null: the first page.</param>
    public NamedGroupPage GroupNames(IReadOnlyCollection<string> others, int limit, string? cursor)
    {
        Accept(cursor, NamedGroups.Fingerprint);
        return Read(snapshot => NamedGroups.Page(snapshot, others, limit, cursor));
    }

    /// <summary>A page of what changed between two moments.</summary>
    public ChangesPage Changes(ChangesQuery query)
    {
        var now = _time.GetUtcNow();
        if (query.From > (query.To ?? now))
            throw QueryException.Wrong("from", "a moment that is not after to");
        Accept(query.Cursor, query.Fingerprint);
        return _journals.Ask(journal => ChangeLists.Page(journal, query, _settings(), Stretch(journal, query.From, query.To ?? now, now)), new ChangesPage([], null, 0, []));
    }

    /// <summary>A page of what operators did.</summary>
    public AuditPage Audit(AuditQuery query)
    {
        var now = _time.GetUtcNow();
        if (query.From > (query.To ?? now))
            throw QueryException.Wrong("from", "a moment that is not after to");
        Accept(query.Cursor, query.Fingerprint);
        var stretch = _journals.Ask(journal => Stretch(journal, query.From ?? DateTimeOffset.MinValue, query.To ?? now, now), (0, 0));
        return Read(snapshot => AuditLists.Page(snapshot, query, stretch));
    }

    /// <summary>One client as it was at a moment of the past, by the journal's clock.</summary>
    public ClientRecord Client(ClientId client, DateTimeOffset at) =>
        Past(journal => Explanations.Client(journal, client, MarkOf(journal, at, "at").Offset), "at");

    /// <summary>A page of a client's history.</summary>
    public HistoryPage History(HistoryQuery query)
    {
        Accept(query.Cursor, query.Fingerprint);
        return _journals.Ask(
            journal => Histories.Page(journal, query, query.At is { } at ? MarkOf(journal, at, "at") : journal.End() ?? throw Histories.Unknown()), null)
            ?? throw Histories.Unknown();
    }

    /// <summary>A page of what a level said of settings; empty where nobody ever said anything.</summary>
    public LevelHistoryPage LevelHistory(LevelHistoryQuery query)
    {
        Accept(query.Cursor, query.Fingerprint);
        var nothing = new LevelHistoryPage([], Next: null, 0);
        return _journals.Ask(
            journal => (query.At is { } at ? MarkOf(journal, at, "at") : journal.End()) is { } upTo ? LevelHistories.Page(journal, query, upTo) : nothing, nothing);
    }

    /// <summary>What the fleet and some groups said of settings at a moment of the past, by the journal's clock.</summary>
    public SettingsBook SettingsAt(DateTimeOffset at, IEnumerable<GroupName> groups) => Past(
        journal =>
        {
            var offset = MarkOf(journal, at, "at").Offset;
            return groups.Distinct().Aggregate(
                SettingsBook.Empty.With(null, LevelHistories.At(journal, null, offset)),
                (book, group) => book.With(group, LevelHistories.At(journal, group, offset)));
        },
        "at");

    /// <summary>Why a client is as it is.</summary>
    public Explanation Explain(ClientId client) =>
        _journals.Ask(journal => Explanations.Of(journal, client, long.MaxValue), null) ?? throw Histories.Unknown();

    /// <summary>Why a client was as it was at a moment of the past, by the journal's clock.</summary>
    public Explanation Explain(ClientId client, DateTimeOffset at) =>
        Past(journal => Explanations.Of(journal, client, MarkOf(journal, at, "at").Offset), "at");

    /// <summary>What became of the fleet between two moments of the past.</summary>
    public FleetDiff Diff(DiffQuery query)
    {
        Diffs.Check(query);
        return Diffs.Page(query, Moves(Between(query)));
    }

    /// <summary>The stretch of the journal that a diff is about.</summary>
    /// <exception cref="QueryException">The journal began later, or the cursor is of one that was replaced.</exception>
    public DiffStretch Between(DiffQuery query)
    {
        Accept(query.Cursor, query.Fingerprint);
        return Past(
            journal => new DiffStretch(MarkOf(journal, query.From, "from").Offset, MarkOf(journal, query.To, "to").Offset, query.GroupNames), "from");
    }

    /// <summary>All who moved in a stretch of the journal.</summary>
    public FleetMoves Moves(DiffStretch stretch) => Past(
        journal => Read(snapshot => Diffs.Between(
            journal, new LeftOut(snapshot.Damage().Latest), stretch, Summaries.At(snapshot, journal, stretch.From, stretch.GroupNames), Summaries.At(snapshot, journal, stretch.To, stretch.GroupNames))),
        "from");

    /// <summary>A task, and the offset at which it is so.</summary>
    public (TaskRecord Task, long Offset) Task(TaskId task) =>
        Read(snapshot => (Task: snapshot.Tasks.Find(task.Value), snapshot.Offset)) is ({ } found, var offset) ? (found, offset) : throw TaskLists.Unknown();

    /// <summary>Who the targets of a task are, and how each stands.</summary>
    /// <param name="task">The task.</param>
    /// <param name="filterOf">Reads a question for a list of clients.</param>
    /// <exception cref="QueryException">A client or a group is not known, or nobody is meant.</exception>
    public ImmutableArray<NewTarget> TargetsOf(TaskDefinition task, Func<string, ClientFilter> filterOf) =>
        [.. Read(snapshot => SelectedClients.Of(snapshot, task.Target, filterOf, _settings(), TargetPart.MaxOfTask)).Select(found => NewTarget.Of(found.Client, found.Connection, task.WhenUnreachable))];

    /// <summary>The clients that a selection means now, to change all of them.</summary>
    /// <param name="selection">Whom.</param>
    /// <param name="filterOf">Reads a question for a list of clients.</param>
    /// <exception cref="QueryException">A client is not known, nobody is meant, or more than <see cref="Selection.MaxClients"/> are.</exception>
    public ImmutableArray<SelectedClient> Selected(Selection selection, Func<string, ClientFilter> filterOf) =>
        Read(snapshot => SelectedClients.Of(snapshot, selection, filterOf, _settings(), Selection.MaxClients));

    /// <summary>A page of tasks.</summary>
    public TaskPage<TaskRecord> Tasks(TasksQuery query)
    {
        Accept(query.Cursor, query.Fingerprint);
        return Read(snapshot => TaskLists.Of(snapshot, query));
    }

    /// <summary>A page of the targets of a task.</summary>
    public TaskPage<TargetRecord> Targets(TargetsQuery query)
    {
        Accept(query.Cursor, query.Fingerprint);
        return Read(snapshot => TaskLists.Of(snapshot, query, _settings(), _time.GetUtcNow()));
    }

    /// <summary>A page of the tasks that a client is a target of.</summary>
    public TaskPage<TargetOfTask> Tasks(TasksOfClientQuery query)
    {
        Accept(query.Cursor, query.Fingerprint);
        return Read(snapshot => TaskLists.Of(snapshot, query, _settings(), _time.GetUtcNow()));
    }

    /// <summary>Refuses an offset that is not one of the journal; tells the last one that is visible.</summary>
    /// <exception cref="QueryException">It is of a journal that was replaced, or the journal has not come to it.</exception>
    public long Accept(long wanted)
    {
        OffsetCheck.Accept(_journals, wanted, "minOffset");
        return Read(snapshot => snapshot.Offset);
    }

    /// <summary>Connections to the journal go: those that are in use when they come back.</summary>
    public void DropConnections() => _journals.DropAll();

    /// <inheritdoc/>
    public void Dispose() => _journals.Dispose();

    /// <summary>Asks a snapshot of the tables something of one's own.</summary>
    public T Read<T>(Func<IReadSnapshot, T> ask)
    {
        try
        {
            using var snapshot = _store.Snapshot();
            return ask(snapshot);
        }
        catch (Exception e) when (e is ReadModelUnavailableException || _store.IsDamage(e))
        {
            var why = e as ReadModelUnavailableException ?? ReadModelUnavailableException.IsBuilt;
            throw new QueryException(QueryFault.Rebuilding, why.Message, retryAfter: why.RetryAfter);
        }
    }

    /// <summary>A page that goes on must go on in the same journal.</summary>
    private void Accept(string? cursor, string fingerprint)
    {
        if (cursor is not null)
            OffsetCheck.Accept(_journals, Cursor.OffsetOf(fingerprint, cursor), "cursor");
    }

    /// <summary>Asks the journal; an empty one has no past.</summary>
    private T Past<T>(Func<IJournalSource, T> ask, string parameter) where T : class =>
        _journals.Ask<T?>(ask, null) ?? throw QueryException.Early(parameter, began: null);

    /// <summary>The row before a stretch of time and its last one; where the journal began later, so does the stretch.</summary>
    private static (long From, long To) Stretch(IJournalSource journal, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        if (journal.Begin() is not { } begin)
            return (0, 0);
        var end = journal.At(to, now) ?? throw QueryException.Early("from", begin.RecordedAt, ", or before it if to is since then");
        return (journal.At(from)?.Offset ?? 0, end.Offset);
    }

    private JournalMark MarkOf(IJournalSource journal, DateTimeOffset moment, string parameter) =>
        journal.At(moment, _time.GetUtcNow()) ?? throw QueryException.Early(parameter, journal.Begin()?.RecordedAt);

    private QueryException Absent(ClientId client, long offset) => _journals.Ask(journal => journal.LastRow(client.Value, offset), null) is null
        ? new QueryException(QueryFault.NotFound, "There is no such client.")
        : new QueryException(QueryFault.Forgotten, "The client was forgotten; its history is kept.");
}
