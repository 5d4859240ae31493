using Fleet.Actors.Client;
using Fleet.Actors.Tasks;
using Fleet.Core.Tasks;
using Fleet.Protocol.Nodes;
using Messages = Fleet.Nodes.V1;

namespace Fleet.Actors.Serialization;

/// <summary>Messages to and from the desk of tasks, and tasks on their way to sessions.</summary>
internal static class TaskMessages
{
    public static Messages.CreateTask Write(TaskMessage.MakeTask create) => new() { Definition = NodeFields.Write(create.Definition), Operator = NodeFields.Write(create.Operator) };

    public static Messages.OrderTask Write(TaskMessage.OrderTask follow) => new() { Task = follow.Task.Value, Order = (int)follow.Order, Operator = NodeFields.Write(follow.Operator) };

    public static Messages.TaskAnswer Write(TaskAnswer answer) => new()
    {
        Task = answer.Task is { } task ? NodeFields.Write(task) : null,
        Refusal = NodeFields.Write(answer.Refusal),
        Offset = answer.Offset,
    };

    public static Messages.TaskSent Write(TaskSent sent) => new() { Client = sent.Client.Value, Session = NodeFields.Write(sent.Session), Task = NodeFields.Write(sent.Task) };

    public static TaskMessage.MakeTask Read(Messages.CreateTask message)
    {
        var fields = new NodeFields(NodeManifests.CreateTask);
        return new TaskMessage.MakeTask(fields.Definition(message.Definition), NodeFields.Operator(message.Operator));
    }

    public static TaskMessage.OrderTask Read(Messages.OrderTask message)
    {
        var fields = new NodeFields(NodeManifests.OrderTask);
        return new TaskMessage.OrderTask(fields.Task(message.Task, "task"), fields.Member<TaskOrder>(message.Order, "order"), NodeFields.Operator(message.Operator));
    }

    public static TaskAnswer Read(Messages.TaskAnswer message)
    {
        var fields = new NodeFields(NodeManifests.TaskAnswer);
        return new TaskAnswer(
            message.Task is { } task ? fields.FleetTask(task) : null, message.Offset, fields.Refusal(message.Refusal));
    }

    public static TaskSent Read(Messages.TaskSent message)
    {
        var fields = new NodeFields(NodeManifests.TaskSent);
        return new TaskSent(fields.Client(message.Client), fields.Session(message.Session, "session"), fields.ClientTask(message.Task));
    }
}
