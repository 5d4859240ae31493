using Fleet.Core.Clients;
using Fleet.Core.Tasks;

namespace Fleet.Actors.Tasks;

/// <summary>What is wanted of a task; the family is closed. Answered by <see cref="TaskAnswer"/>.</summary>
/// <param name="Task">The task.</param>
public abstract record TaskMessage(TaskId Task)
{
    /// <summary>Make it, once.</summary>
    /// <param name="Definition">What is asked for.</param>
    /// <param name="Operator">Who asks.</param>
    public sealed record MakeTask(TaskDefinition Definition, Operator Operator) : TaskMessage(Definition.Id);

    /// <summary>Do something to it.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Order">What.</param>
    /// <param name="Operator">Who asks.</param>
    public sealed record OrderTask(TaskId Task, TaskOrder Order, Operator Operator) : TaskMessage(Task);
}

/// <summary>The answer to a <see cref="TaskMessage"/>, sent when all that it says is durable.</summary>
/// <param name="Task">The task as it is; null: it is refused.</param>
/// <param name="Offset">A reader that has seen this offset sees what the answer says.</param>
/// <param name="Refusal">Why it is refused; null: it is not.</param>
public sealed record TaskAnswer(FleetTask? Task, long Offset, Refusal? Refusal);
