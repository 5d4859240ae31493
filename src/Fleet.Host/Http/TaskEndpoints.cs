using Fleet.Actors.Members;
using Fleet.Actors.ReadSide;
using Fleet.Actors.Tasks;
using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Host.OpenApi;
using Fleet.Protocol.Http;
using Fleet.Protocol.Wire;
using Fleet.ReadModel.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Fleet.Host.Http;

/// <summary>Tasks: made, listed, looked at, and ended.</summary>
internal static class TaskEndpoints
{
    private static readonly Problem BadTaskId = new(StatusCodes.Status400BadRequest, Words.Of(RefusalCode.OutOfRange), $"A task's id takes {TaskId.Rule}.", "taskId");

    private static readonly Problem UnknownTask = new(StatusCodes.Status404NotFound, Words.Of(RefusalCode.NotFound), "There is no such task.");

    private static readonly Problem AnotherTask = new(StatusCodes.Status409Conflict, Words.Of(RefusalCode.Contradiction), "There is another task of this id.", "taskId");

    private static readonly Problem NotNow = new(StatusCodes.Status409Conflict, Words.Of(RefusalCode.Contradiction), "The task has come to its end.", "state");

    public static void MapTasks(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/tasks", Create)
            .Describes("createTask", "Have clients do something", "Its targets are those of this moment. The same body with the same taskId is the same task: whoever got no answer may send it again.")
            .Takes()
            .TakesLargeBodies()
            .Reads(TaskSchema.Body)
            .AnswersLater("The task is made, and durable: who waits for this offset sees it.", () => Examples.TaskMade)
            .Refuses([.. TaskSchema.Problems, AnotherTask, Problems.Unavailable, Problems.OlderNode]);
        v1.MapGet("/tasks", (HttpRequest request, [FromServices] FleetReadModel fleet, CancellationToken cancel) => List(request.Question(), fleet, cancel))
            .Describes("listTasks", "List tasks", "The newest first.")
            .Asks(TaskParameters.State, TaskParameters.Kind, ApiParameters.Limit, ApiParameters.Cursor, ApiParameters.MinOffset)
            .Answers("A page of tasks.", () => Examples.Tasks);
        v1.MapGet("/tasks/{taskId}", (string taskId, HttpRequest request, [FromServices] FleetReadModel fleet, CancellationToken cancel) => Get(taskId, request.Question(), fleet, cancel))
            .Describes("getTask", "Get a task", "With the counts of its targets by state, which add up to the targets.")
            .Asks(TaskParameters.Id, ApiParameters.MinOffset)
            .Answers("The task.", () => Examples.Task)
            .Refuses(BadTaskId, UnknownTask);
        v1.MapGet("/tasks/{taskId}/clients", (string taskId, HttpRequest request, [FromServices] FleetReadModel fleet, CancellationToken cancel) => Targets(taskId, request.Question(), fleet, cancel))
            .Describes("listTargets", "List the targets of a task", "In the order of their turns.")
            .Asks(TaskParameters.Id, TaskParameters.TargetState, ApiParameters.Limit, ApiParameters.Cursor, ApiParameters.MinOffset)
            .Answers("A page of targets.", () => Examples.Targets)
            .Refuses(BadTaskId, UnknownTask);
        v1.MapGet("/clients/{id}/tasks", (string id, HttpRequest request, [FromServices] FleetReadModel fleet, CancellationToken cancel) => TasksOf(id, request.Question(), fleet, cancel))
            .Describes("listTasksOfClient", "List the tasks of a client", "The newest first, and how the client stands to each.")
            .Asks(ApiParameters.Id, ApiParameters.Limit, ApiParameters.Cursor, ApiParameters.MinOffset)
            .Answers("A page of the client's tasks.", () => Examples.TasksOfClient)
            .Refuses(Problems.BadClientId);
        Map(v1, TaskOrder.Cancel, "End a task", "Nobody else is sent it: what is queued or waits is cancelled. What was sent comes to its own end.");
        Map(v1, TaskOrder.Pause, "Have a task wait", "Nobody else is sent it until it is resumed. What was sent goes on.");
        Map(v1, TaskOrder.Resume, "Have a task go on", "After a pause.");
        Map(v1, TaskOrder.Approve, "Have the next wave of a task begin", "Where the wave before it is over, and said that it has to be approved.");
    }

    private static void Map(IEndpointRouteBuilder v1, TaskOrder order, string summary, string description) => v1
        .MapPost($"/tasks/{{taskId}}/{Words.Of(order)}", (string taskId, HttpContext http, [FromServices] FleetTasks tasks, [FromKeyedServices(Reads.Managing)] ReadByAll read) => Follow(taskId, order, Operators.Of(http.Request), tasks, read))
        .Describes($"{Words.Of(order)}Task", summary, description)
        .Takes(TaskParameters.Id)
        .Answers("It is so, and durable: who waits for this offset sees it.", () => Examples.TaskOrdered(order))
        .Refuses(BadTaskId, UnknownTask, NotNow, Problems.Unavailable, Problems.OlderNode);

    private static async Task<IResult> Create(
        HttpRequest request, [FromServices] LargeBodies bodies, [FromServices] FleetTasks tasks, [FromKeyedServices(Reads.Managing)] ReadByAll read, CancellationToken cancel)
    {
        var (body, problem) = await JsonBody.ReadLarge(request, bodies, cancel);
        return problem ?? await Make(body, Operators.Of(request), tasks, read);
    }

    public static async Task<IResult> Make(ReadOnlyMemory<byte> body, Operator by, FleetTasks tasks, ReadByAll read)
    {
        if (!TaskBody.TryRead(body, () => TaskId.Parse($"task-{Guid.CreateVersion7():n}"), out var task, out var refusal) || FaultOf(task.Target) is { } fault && (refusal = fault) is not null)
            return Problems.Of(refusal!);
        if (!read.IsSo)
            return Problems.OlderNode;
        var answer = await tasks.Create(task, by);
        return answer.Task is { } made
            ? TypedResults.Accepted($"/v1/tasks/{made.Definition.Id}", new TaskMadeJson(made.Definition.Id, made.Targets, made.TurnedAway, answer.Offset))
            : ProblemOf(answer.Refusal!);
    }

    /// <summary>A filter is read where somebody can be told what is wrong with it.</summary>
    private static Refusal? FaultOf(Selection target)
    {
        try
        {
            if (target is Selection.Filtered filtered)
                _ = FilterText.Read(filtered.Query);
            return null;
        }
        catch (QueryException wrong)
        {
            return new Refusal(RefusalCode.OutOfRange, wrong.Message, wrong.Parameter);
        }
    }

    public static async Task<IResult> Follow(string taskId, TaskOrder order, Operator by, FleetTasks tasks, ReadByAll read)
    {
        if (!TaskId.TryParse(taskId, out var task))
            return BadTaskId;
        if (!read.IsSo)
            return Problems.OlderNode;
        var answer = await tasks.Follow(task, order, by);
        return answer.Task is { } after ? TypedResults.Ok(new TaskOrderedJson(task, after.State, answer.Offset)) : ProblemOf(answer.Refusal!);
    }

    public static async Task<TaskPageJson> List(QuestionText question, FleetReadModel fleet, CancellationToken cancel)
    {
        await fleet.WaitFor(question.MinOffset(), cancel);
        var query = question.Tasks();
        var page = await fleet.Ask(queries => queries.Tasks(query), cancel);
        return new TaskPageJson(page.Items.Select(task => TaskAnswers.Of(task, page.Offset)), page.Next, page.Offset);
    }

    public static async Task<IResult> Get(string taskId, QuestionText question, FleetReadModel fleet, CancellationToken cancel)
    {
        if (!TaskId.TryParse(taskId, out var task))
            return BadTaskId;
        await fleet.WaitFor(question.MinOffset(), cancel);
        var (record, offset) = await Ask(fleet, queries => queries.Task(task), cancel);
        return TypedResults.Ok(TaskAnswers.Of(record, offset));
    }

    public static async Task<IResult> Targets(string taskId, QuestionText question, FleetReadModel fleet, CancellationToken cancel)
    {
        if (!TaskId.TryParse(taskId, out var task))
            return BadTaskId;
        await fleet.WaitFor(question.MinOffset(), cancel);
        var query = question.Targets(task);
        var page = await Ask(fleet, queries => queries.Targets(query), cancel);
        return TypedResults.Ok(new TargetPageJson(page.Items.Select(TaskAnswers.Of), page.Next, page.Offset, page.Total));
    }

    public static async Task<IResult> TasksOf(string id, QuestionText question, FleetReadModel fleet, CancellationToken cancel)
    {
        if (!ClientId.TryParse(id, out var client))
            return Problems.BadClientId;
        await fleet.WaitFor(question.MinOffset(), cancel);
        var query = question.TasksOf(client);
        var page = await fleet.Ask(queries => queries.Tasks(query), cancel);
        return TypedResults.Ok(new TargetPageJson(page.Items.Select(TaskAnswers.Of), page.Next, page.Offset, page.Total));
    }

    /// <summary>A task that is not there may only be too new: whoever has just made one need not wait for it to be seen.</summary>
    private static async Task<T> Ask<T>(FleetReadModel fleet, Func<FleetQueries, T> ask, CancellationToken cancel)
    {
        try
        {
            return await fleet.Ask(ask, cancel);
        }
        catch (QueryException unknown) when (unknown.Code == QueryFault.NotFound)
        {
            await fleet.WaitForEnd(cancel);
            return await fleet.Ask(ask, cancel);
        }
    }

    /// <summary>A task that stands otherwise, or another one of the same id: not wrong in itself.</summary>
    private static Problem ProblemOf(Refusal refusal) =>
        refusal.Code == RefusalCode.Contradiction ? Problems.Of(refusal) with { Status = StatusCodes.Status409Conflict, Title = AnotherTask.Title } : Problems.Of(refusal);
}
