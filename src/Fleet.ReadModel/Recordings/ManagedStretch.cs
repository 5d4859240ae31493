using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Journal.Reading;
using Fleet.Protocol.Journal;
using Fleet.Protocol.Recording;

namespace Fleet.ReadModel.Recordings;

/// <summary>
/// What operators did in a stretch of the journal, and what clients made of that. It is read before anything of the stretch is told, as clients intend before they are asked. Memory grows with
/// the acts, and with the attempts of tasks.
/// </summary>
internal sealed class ManagedStretch
{
    private const int Rows = 2_000;
    private const string OfTask = "task-";
    private const string Late = "It roamed before it applied them.";

    private readonly List<(DateTimeOffset At, OperatorAct Act)> _acts = [];
    private readonly Dictionary<string, List<ClientIntent>> _intents = [];
    private readonly Dictionary<TaskId, SortedDictionary<long, TargetPart>> _parts = [];
    private readonly Dictionary<(string, TaskId), (int Attempt, DateTimeOffset At)> _begun = [];
    private readonly HashSet<TaskId> _made = [];
    private readonly List<SettingsBook> _books = [SettingsBook.Empty];

    /// <summary>Reads a stretch.</summary>
    /// <param name="journal">Rows to look at.</param>
    /// <param name="from">Offset after which it begins.</param>
    /// <param name="to">The last offset.</param>
    public ManagedStretch(IJournalSource journal, long from, long to)
    {
        foreach (var row in journal.OthersAfter(PersistenceIds.Fleet, PersistenceIds.AfterGroups, 0).Where(row => row.Offset <= from).OrderBy(row => row.Offset))
            Try(() => Level(row));
        Before = [.. LevelsOf(_books[^1])];
        _acts.Clear();
        for (var offset = from; offset < to;)
        {
            var rows = journal.ReadAfter(offset, Rows);
            foreach (var row in rows.TakeWhile(row => row.Offset <= to))
                Try(() => See(row));
            offset = rows.Count < Rows ? to : rows[^1].Offset;
        }
    }

    /// <summary>What the fleet and its groups say at the beginning.</summary>
    public IReadOnlyList<OperatorAct> Before { get; }

    /// <summary>What was done, in order of time.</summary>
    public IReadOnlyList<(DateTimeOffset At, OperatorAct Act)> Acts => _acts;

    /// <summary>What a client did that is not well and at once, as what it will do.</summary>
    public IReadOnlyList<ClientIntent> IntentsOf(string client) => _intents.TryGetValue(client, out var own) ? own : [];

    /// <summary>What is said for clients alone, in as few acts as there are different settings.</summary>
    /// <param name="own">Of each client that something is said for.</param>
    public static IEnumerable<OperatorAct> OfClients(IEnumerable<(ClientId Client, LevelSettings Own)> own) =>
        own.GroupBy(one => one.Own, one => one.Client).SelectMany(alike => alike.Chunk(Rows).Select(some => Put(alike.Key, some)));

    private static OperatorAct.ChangeSettings Put(LevelSettings own, params ClientId[] clients) => new(new Selection.Named([.. clients]), SettingsPatch.Whole(own));

    private static IEnumerable<OperatorAct> LevelsOf(SettingsBook book) => new GroupName?[] { null }.Concat(book.Groups.Select(GroupName.Parse))
        .Select(group => new OperatorAct.PutLevel(group, book.OfLevel(group).Settings)).Where(put => put.Settings != LevelSettings.None);

    /// <summary>What cannot be read was not done, as far as anybody can tell.</summary>
    private static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (JournalFormatException)
        {
            // Who looks after the journal is told of it elsewhere.
        }
    }

    private void See(JournalEntry row)
    {
        if (row.Manifest == Manifests.LevelPut)
            Level(row);
        else if (row.Manifest == TaskRows.Part)
            Part(TaskRows.TaskOf(row.Client), TaskRows.ReadPart(row.Payload));
        else if (row.Manifest == TaskRows.Whole)
            Task(row);
        else if (row.IsOfClient && IsManaged(row.Manifest) && row.TryRead(out var read, out _))
            Client(row.RecordedAt, read);
    }

    /// <summary>Reports are looked at where settings were put: those of most stretches are not.</summary>
    private bool IsManaged(string manifest) =>
        manifest is Manifests.SettingsPut or Manifests.SettingsAnswered or Manifests.TaskStepped || (manifest == Manifests.ReportTaken && (_books.Count > 1 || _acts.Count > 0));

    private void Level(JournalEntry row)
    {
        if (!LevelRow.IsLevel(row.Client, out var group))
            return;
        var settings = LevelRow.Decode(row.Manifest, row.Payload).Settings;
        _books.Add(_books[^1].With(group, new PutLevel(settings, row.Offset)));
        _acts.Add((row.RecordedAt, new OperatorAct.PutLevel(group, settings)));
    }

    private void Part(TaskId task, TargetPart part)
    {
        if (!_parts.TryGetValue(task, out var parts))
            _parts[task] = parts = [];
        parts[part.First] = part;
    }

    /// <summary>Of a task that was made before nothing is told, as who plays the stretch has none such.</summary>
    private void Task(JournalEntry row)
    {
        if (RowActs.Find(row.Manifest, row.Payload) is not { What: var what } || !what.StartsWith(OfTask, StringComparison.Ordinal))
            return;
        var definition = TaskRows.Read(row.Payload).Definition;
        if (what == "task-create" && TargetOf(definition) is { } target && _made.Add(definition.Id))
            _acts.Add((row.RecordedAt, new OperatorAct.MakeTask(definition with { Target = target })));
        else if (_made.Contains(definition.Id) && Words.TryParse<TaskOrder>(what[OfTask.Length..], out var order))
            _acts.Add((row.RecordedAt, new OperatorAct.OrderTask(definition.Id, order)));
    }

    /// <summary>A filter may find others when it is played, and of many names not all are kept: then the targets that there were are named. Null: they are too many for a request.</summary>
    private Selection? TargetOf(TaskDefinition task)
    {
        if (task.Target is Selection.Named or Selection.OfGroup or Selection.Filtered { Query.Length: 0 })
            return task.Target;
        var targets = _parts.GetValueOrDefault(task.Id)?.Values.SelectMany(part => part.Targets).Select(target => target.Id).ToList() ?? [];
        return targets.Count is > 0 and <= Selection.MaxClients ? new Selection.Named([.. targets]) : null;
    }

    private void Client(DateTimeOffset at, in ReadRow row)
    {
        switch (row.Event)
        {
            case SettingsPut put when _acts.Count > 0 && _acts[^1] is { Act: OperatorAct.ChangeSettings { Target: Selection.Named named } change, At: var since } && since == at && change.Patch == SettingsPatch.Whole(put.Own):
                _acts[^1] = (at, Put(put.Own, [.. named.Clients, row.Client]));
                break;
            case SettingsPut put:
                _acts.Add((at, Put(put.Own, row.Client)));
                break;
            case SettingsAnswered { Error: { } error } answered when Named(answered.Tag, row.After) is { } settings:
                Intend(row.Client, new ClientIntent.CannotApply(settings, error));
                break;
            case ReportTaken { Changed.Roaming: true } when _books[^1].InForce(row.After.Group, row.After.Settings.Own) is { GrantsRoaming: false, Settings: var withheld }:
                // It was asked for them, and roamed before it answered. Who is asked in no time would have lost the privilege by then.
                Intend(row.Client, new ClientIntent.CannotApply(withheld, Late));
                break;
            case TaskStepped stepped:
                Step(row.Client, stepped.Task, stepped.ObservedAt);
                break;
        }
    }

    /// <summary>The settings of a tag, as levels said them lately.</summary>
    private LevelSettings? Named(string tag, ClientState client) => _books.AsEnumerable().Reverse()
        .Select(book => book.InForce(client.Group, client.Settings.Own)).FirstOrDefault(inForce => inForce.IsNamed(tag))?.Settings;

    private void Step(ClientId client, ClientTask task, DateTimeOffset at)
    {
        var known = _begun.GetValueOrDefault((client.Value, task.Task));
        var took = known.Attempt > 0 ? at - known.At : TimeSpan.Zero;
        if (task.State == TargetState.Started)
            _begun[(client.Value, task.Task)] = (task.Attempt, at);
        else if (task.State is TargetState.Succeeded or TargetState.Failed or TargetState.Rejected)
            Intend(client, Attempt(task.Task, task.Attempt, task.State, task.State == TargetState.Rejected ? TimeSpan.Zero : took));
        else if (task is { State: TargetState.Queued, Reason: TargetReason.AttemptFailed })
            Intend(client, Attempt(task.Task, task.Attempt - 1, TargetState.Failed, took));
        else if ((task is { State: TargetState.Queued, Reason: TargetReason.AttemptTimedOut } || task.State == TargetState.TimedOut) && known.Attempt > 0)
            Intend(client, Attempt(task.Task, known.Attempt, TargetState.Succeeded, took + task.Timeout));
        if (task.State != TargetState.Started)
            _begun.Remove((client.Value, task.Task));
    }

    private static ClientIntent.Attempts Attempt(TaskId task, int attempt, TargetState end, TimeSpan took) =>
        new(task, attempt, end, Math.Max(0, took.Ticks / TimeSpan.TicksPerMicrosecond), Fetches: null);

    private void Intend(ClientId client, ClientIntent intent)
    {
        if (!_intents.TryGetValue(client.Value, out var own))
            _intents[client.Value] = own = [];
        if (!own.Contains(intent))
            own.Add(intent);
    }
}
