using Fleet.Core.Tasks;
using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Store;

/// <summary>Tasks and their targets at one offset.</summary>
public interface ITaskTables
{
    /// <summary>A task; null: there is none of that name.</summary>
    TaskRecord? Find(string task);

    /// <summary>Tasks, the newest first.</summary>
    /// <param name="states">In one of these states; empty: in any.</param>
    /// <param name="kinds">Of one of these kinds; empty: of any.</param>
    /// <param name="below">Only those whose number is below this one.</param>
    /// <param name="limit">How many at most.</param>
    IReadOnlyList<TaskRecord> List(IReadOnlyCollection<TaskState> states, IReadOnlyCollection<TaskKind> kinds, long below, int limit);

    /// <summary>Targets of a task in the order of their places.</summary>
    /// <param name="task">The task's number.</param>
    /// <param name="states">In one of these states; empty: in any.</param>
    /// <param name="after">Only those after this place.</param>
    /// <param name="below">Only those before this place.</param>
    /// <param name="limit">How many at most.</param>
    IReadOnlyList<TargetRecord> Targets(long task, IReadOnlyCollection<TargetState> states, long after, long below, int limit);

    /// <summary>One target of a task; null: the client is none.</summary>
    TargetRecord? Target(long task, string client);

    /// <summary>Whether any of the targets before a place is in one of these states.</summary>
    bool HasAny(long task, IReadOnlyCollection<TargetState> states, long below);

    /// <summary>Targets that wait, in the order of their places, and whether their clients can be reached.</summary>
    IReadOnlyList<WaitingTarget> Waiting(long task, long after, int limit);

    /// <summary>The tasks that a client is a target of, the newest first.</summary>
    IReadOnlyList<TargetOfTask> Of(string client, long below, int limit);

    /// <summary>Targets of which something becomes by a moment if nothing is heard, the earliest first.</summary>
    IReadOnlyList<DueTarget> Due(DueTarget after, long upTo, int limit);
}
