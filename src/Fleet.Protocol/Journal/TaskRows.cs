using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Google.Protobuf;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>The rows of tasks, which are no clients: a task as a whole, and its targets as they stood when it was made.</summary>
public static class TaskRows
{
    /// <summary>The manifest of a task as a whole.</summary>
    public const string Whole = "/t";

    /// <summary>The manifest of some of its targets.</summary>
    public const string Part = "/T";

    /// <summary>What the persistence ids of tasks begin with.</summary>
    public const string Prefix = "/task/";

    /// <summary>The persistence id of a task as a whole.</summary>
    public static string IdOf(TaskId task) => Prefix + task.Value;

    /// <summary>The persistence id of some of its targets.</summary>
    /// <param name="task">The task.</param>
    /// <param name="part">From 0.</param>
    public static string IdOf(TaskId task, int part) => $"{Prefix}{task.Value}/{part}";

    /// <summary>The task in the persistence id of some of its targets.</summary>
    /// <exception cref="JournalFormatException">It is none.</exception>
    public static TaskId TaskOf(string persistenceId) =>
        persistenceId.StartsWith(Prefix, StringComparison.Ordinal)
        && TaskId.TryParse(persistenceId[Prefix.Length..].Split('/')[0], out var task)
            ? task
            : throw new JournalFormatException(Part, null, "no task has such an id");

    /// <summary>Writes a task as a whole.</summary>
    /// <param name="task">As it is from then on.</param>
    /// <param name="act">What an operator did; null: nobody did anything.</param>
    public static byte[] Write(FleetTask task, Act? act)
    {
        var row = WriteWhole(task);
        row.Act = PartCodec.Write(act);
        return RowChecksum.Write(Whole, row);
    }

    internal static Rows.FleetTask WriteWhole(FleetTask task)
    {
        var row = new Rows.FleetTask
        {
            Definition = TaskDefinitionCodec.Write(task.Definition),
            CreatedAt = task.CreatedAt.Milliseconds(),
            By = task.By,
            Targets = task.Targets,
            IsMade = task.IsMade,
            State = (int)task.State,
            Wave = task.Wave,
            IsExpired = task.IsExpired,
            Refused = task.TurnedAway,
        };
        if (task.EndedAt is { } endedAt)
            row.EndedAt = endedAt.Milliseconds();
        return row;
    }

    /// <summary>Writes some targets.</summary>
    public static byte[] Write(TargetPart part)
    {
        var row = new Rows.TaskTargets { First = part.First };
        row.Clients.AddRange(part.Targets.Select(target => target.Id.Value));
        row.States.AddRange(part.Targets.Select(target => (int)target.State));
        row.Reasons.AddRange(part.Targets.Select(target => (int)target.Reason.GetValueOrDefault()));
        return RowChecksum.Write(Part, row);
    }

    /// <summary>Reads a task as a whole.</summary>
    /// <exception cref="JournalFormatException">It is damaged.</exception>
    public static FleetTask Read(ReadOnlySpan<byte> bytes)
    {
        RowChecksum.Check(Whole, bytes);
        return ReadWhole(new RowFields(Whole), Parse(Rows.FleetTask.Parser, Whole, bytes));
    }

    internal static FleetTask ReadWhole(RowFields fields, Rows.FleetTask row) => new(
        TaskDefinitionCodec.Read(fields, fields.Required(row.Definition, "definition")), fields.Time(row.CreatedAt, "created_at"), row.By, row.Targets)
    {
        IsMade = row.IsMade,
        State = fields.Member<TaskState>(row.State, "state"),
        Wave = row.Wave,
        IsExpired = row.IsExpired,
        TurnedAway = row.Refused,
        EndedAt = row.HasEndedAt ? fields.Time(row.EndedAt, "ended_at") : null,
    };

    /// <summary>Reads some targets.</summary>
    /// <exception cref="JournalFormatException">It is damaged.</exception>
    public static TargetPart ReadPart(ReadOnlySpan<byte> bytes)
    {
        RowChecksum.Check(Part, bytes);
        var fields = new RowFields(Part);
        var row = Parse(Rows.TaskTargets.Parser, Part, bytes);
        if (row.States.Count != row.Clients.Count || row.Reasons.Count != row.Clients.Count)
            throw fields.Fault("states", "there is not one for each client");
        return new TargetPart(row.First, [.. row.Clients.Select((client, index) => new NewTarget(
            fields.Client(client, "clients"),
            fields.Member<TargetState>(row.States[index], "states"),
            fields.MemberOrNone<TargetReason>(row.Reasons[index], "reasons")))]);
    }

    private static T Parse<T>(MessageParser<T> parser, string manifest, ReadOnlySpan<byte> bytes) where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw RowChecksum.Damage(manifest, e);
        }
    }
}
