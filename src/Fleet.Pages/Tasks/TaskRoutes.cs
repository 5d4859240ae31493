using System.Globalization;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Pages.Answers;
using Fleet.Pages.Layout;
using Fleet.Pages.Serving;
using Fleet.Pages.Targets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fleet.Pages.Tasks;

/// <summary>Tasks: made, watched, approved, ended.</summary>
internal static class TaskRoutes
{
    public static void MapTasks(this IEndpointRouteBuilder pages)
    {
        pages.MapPage("/tasks", ["state", "kind", "limit", "cursor", "minOffset", .. TargetForm.Parameters], ShowAll);
        pages.MapFormForMany("/tasks", ShowAll, Create);
        pages.MapPage("/tasks/{taskId}", ["state", "limit", "cursor", "minOffset"], ShowOne);
        foreach (var order in Enum.GetValues<TaskOrder>())
            pages.MapForm($"/tasks/{{taskId}}/{Words.Of(order)}", ShowOne, request => Give(request, order));
    }

    private static async Task<PageView> ShowAll(PageRequest request)
    {
        var page = await request.Questions.Tasks(request.Address, request.Cancel);
        return PageView.Of<TasksBody>("Tasks", "/tasks", new TasksModel(
            request.Address,
            page with { Items = page.Items.ToList() },
            request.Entered,
            await TargetForm.Of(request),
            request.Refused,
            request.Refused is { Status: StatusCodes.Status409Conflict, Field: "taskId" } ? request.Filled["taskId"].ToString() : null,
            request.FormKey));
    }

    private static async Task<PageView> ShowOne(PageRequest request)
    {
        var (id, questions) = (request.Route("taskId"), request.Questions);
        var task = await questions.Task(id, request.Address.Only("minOffset"), request.Cancel);
        var targets = await questions.Targets(id, request.Address, request.Cancel);
        return PageView.Of<TaskBody>(id, "/tasks", new TaskModel(
            request.Address.At($"/tasks/{id}"), task, targets with { Items = targets.Items.ToList() }, request.Refused, request.FormKey, request.Now)) with
        { LooksEvery = task.EndedAt is null && request.Refused is null ? 2 : 0 };
    }

    private static async Task<PageAddress?> Create(PageRequest request)
    {
        if (request.Filled[TargetForm.Step] == TargetForm.Pick)
            return null;
        var made = await request.Acts.CreateTask(request.Http, TaskForm.BodyOf(request).Bytes());
        return After($"/tasks/{made.TaskId}", made.Offset);
    }

    private static async Task<PageAddress> Give(PageRequest request, TaskOrder order)
    {
        var after = await request.Acts.Order(request.Http, request.Route("taskId"), order);
        return After($"/tasks/{after.TaskId}", after.Offset);
    }

    /// <summary>The page shows what was done.</summary>
    private static PageAddress After(string page, long offset) => new PageAddress(page).With("minOffset", offset.ToString(CultureInfo.InvariantCulture));
}
