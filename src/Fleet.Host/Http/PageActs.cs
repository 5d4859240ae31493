using Fleet.Actors.Members;
using Fleet.Actors.Tasks;
using Fleet.Core.Tasks;
using Fleet.Pages.Answers;
using Fleet.Protocol.Http;
using Fleet.Protocol.Wire;
using Fleet.Core.Settings;

namespace Fleet.Host.Http;

/// <summary>Does what operators do by pages by what does it for the endpoints.</summary>
internal sealed class PageActs(FleetTasks tasks, SettingsDesk desk, [FromKeyedServices(Reads.Managing)] ReadByAll read) : IFleetActs
{
    public string WhoActs(HttpRequest request) => Operators.Of(request).By;

    public async Task<TaskMadeJson> CreateTask(HttpRequest request, ReadOnlyMemory<byte> body) =>
        PageAnswers.Of<TaskMadeJson>(await TaskEndpoints.Make(body, Operators.Of(request), tasks, read));

    public async Task<TaskOrderedJson> Order(HttpRequest request, string task, TaskOrder order) =>
        PageAnswers.Of<TaskOrderedJson>(await TaskEndpoints.Follow(task, order, Operators.Of(request), tasks, read));

    public async Task<LevelPutJson> PutLevel(HttpRequest request, string? group, ReadOnlyMemory<byte> body, string version, CancellationToken cancel)
    {
        if (!SettingsBody.TryRead(body, out var level, out var refusal))
            throw new RefusedException(Problems.Of(refusal));
        var (offset, problem) = await desk.Put(PageAnswers.AddressOf(group), SettingsPatch.Whole(level), Operators.Of(request), version, cancel);
        return problem is null ? new LevelPutJson(offset) : throw new RefusedException(problem);
    }
}
