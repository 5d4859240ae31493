using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Journal;
using Messages = Fleet.Nodes.V1;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Nodes;

/// <summary>The parts of messages between nodes, written and read; every fault names the message's kind and the field.</summary>
/// <param name="Manifest">The kind.</param>
public readonly record struct NodeFields(string Manifest)
{
    private RowFields Fields => new(Manifest);

    /// <summary>Writes a time.</summary>
    public static long Write(DateTimeOffset time) => time.Milliseconds();

    /// <summary>Writes a session.</summary>
    public static Rows.Session Write(SessionId session) => PartCodec.Write(session);

    /// <summary>Writes an icon change.</summary>
    public static Rows.IconChange Write(IconChange change) => PartCodec.Write(change)!;

    /// <summary>Writes a state.</summary>
    public static Rows.State Write(ClientState state) => StateCodec.Write(state);

    /// <summary>Writes what a level says.</summary>
    public static Rows.LevelSettings Write(LevelSettings level) => SettingsCodec.Write(level);

    /// <summary>Writes who acts.</summary>
    public static Messages.Operator Write(Operator by) => SettingsParts.Write(by);

    /// <summary>Writes what the deployment of settings has to know of a client.</summary>
    public static Messages.Managed Write(ManagedClient client) => SettingsParts.Write(client)!;

    /// <summary>Writes a refusal; null: there is none.</summary>
    public static Messages.Refusal? Write(Refusal? refusal) => refusal is null ? null : RefusalCodec.Write(refusal);

    /// <summary>Reads what a level says.</summary>
    public LevelSettings Level(Rows.LevelSettings? level, string field) => SettingsCodec.Read(Fields, Fields.Required(level, field), field);

    /// <summary>Reads a change of a level.</summary>
    public SettingsPatch Patch(int which, Rows.LevelSettings? values) => SettingsParts.Patch(Fields, which, values, "put");

    /// <summary>Reads who acts; missing: nobody is known to.</summary>
    public static Operator Operator(Messages.Operator? by) => SettingsParts.Read(by);

    /// <summary>Reads a group; null where there is none.</summary>
    public GroupName? Group(string text) => Fields.GroupOrNone(text, "group");

    /// <summary>Reads what the deployment of settings has to know of a client.</summary>
    public ManagedClient Managed(Messages.Managed? client) => SettingsParts.Read(Fields, Fields.Required(client, "managed"), "managed");

    /// <summary>Reads a refusal; null: there is none.</summary>
    public Refusal? Refusal(Messages.Refusal? refusal) => refusal is null ? null : RefusalCodec.Read(Fields, refusal, "refusal");

    /// <summary>Writes what an operator asked for.</summary>
    public static Rows.TaskDefinition Write(TaskDefinition task) => TaskDefinitionCodec.Write(task);

    /// <summary>Writes a task as a whole.</summary>
    public static Rows.FleetTask Write(FleetTask task) => TaskRows.WriteWhole(task);

    /// <summary>Writes how a client stands to a task.</summary>
    public static Rows.ClientTask Write(ClientTask task) => TaskCodec.Write(task);

    /// <summary>Reads a task's id.</summary>
    public TaskId Task(string text, string field) => Fields.Task(text, field);

    /// <summary>Reads what an operator asked for.</summary>
    public TaskDefinition Definition(Rows.TaskDefinition? task) => TaskDefinitionCodec.Read(Fields, Fields.Required(task, "definition"));

    /// <summary>Reads a task as a whole.</summary>
    public FleetTask FleetTask(Rows.FleetTask task) => TaskRows.ReadWhole(Fields, task);

    /// <summary>Reads how a client stands to a task.</summary>
    public ClientTask ClientTask(Rows.ClientTask? task) => TaskCodec.Read(Fields, Fields.Required(task, "task"), "task");

    /// <summary>Reads a client's id.</summary>
    public ClientId Client(string text) => ClientId.TryParse(text, out var client) ? client : throw Fields.Fault("client", $"it takes {ClientId.Rule}");

    /// <summary>Reads a time.</summary>
    public DateTimeOffset Time(long milliseconds, string field) => Fields.Time(milliseconds, field);

    /// <summary>Reads a session.</summary>
    public SessionId Session(Rows.Session? session, string field) => PartCodec.Read(Fields.Required(session, field));

    /// <summary>Reads a state.</summary>
    public ClientState State(Rows.State? state) => StateCodec.Read(Fields, Fields.Required(state, "state"));

    /// <summary>Reads an icon change.</summary>
    public IconChange IconChange(Rows.IconChange? change) => PartCodec.Read(Fields, Fields.Required(change, "change"))!;

    /// <summary>Reads an icon; null for 0.</summary>
    public Icon? Icon(int number) => number == 0 ? null
        : number > 0 && number <= Core.Icons.Icon.All.Count ? Core.Icons.Icon.All[number - 1]
        : throw Fields.Fault("icon", $"{number} is no icon");

    /// <summary>Reads a member of an enum.</summary>
    public T Member<T>(int number, string field) where T : struct, Enum => Fields.Member<T>(number, field);

    /// <summary>What must be there.</summary>
    public T Required<T>(T? part, string field) where T : class =>
        part ?? throw Fields.Fault(field, "it is missing, or of a kind that this version does not know");
}
