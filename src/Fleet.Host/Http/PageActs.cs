using Fleet.Actors.Members;
using Fleet.Actors.ReadSide;
using Fleet.Actors.Sessions;
using Fleet.Actors.Tasks;
using Fleet.Core.Tasks;
using Fleet.Host.Clients;
using Fleet.Host.Listening;
using Fleet.Pages.Answers;
using Fleet.Protocol.Http;
using Fleet.Protocol.Wire;
using Fleet.Core.Settings;
using Microsoft.AspNetCore.Http.Features;

namespace Fleet.Host.Http;

/// <summary>Does what operators do by pages by what does it for the endpoints.</summary>
internal sealed class PageActs(
    FleetTasks tasks, SettingsDesk desk, IClients clients, SessionQuestions sessions, ClientAnswers answers, FleetReadModel fleet, LargeBodies bodies,
    [FromKeyedServices(Reads.Managing)] ReadByAll read, [FromKeyedServices(Reads.Marks)] ReadByAll marks)
    : IFleetActs
{
    public string WhoActs(HttpRequest request) => Operators.Of(request).By;

    public void Admit(HttpContext http, long length)
    {
        // One that is larger than any may be is refused as it is read.
        if (length is <= ListeningExtensions.MaxBodySize or > LargeBodies.MaxBodySize)
            return;
        var place = bodies.ForOne();
        http.Response.RegisterForDispose(place);
        if (!place.TryTake(length - ListeningExtensions.MaxBodySize))
            throw new RefusedException(JsonBody.NoRoom);
        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = length;
    }

    public async Task<SettingsChangedJson> ChangeSettings(HttpRequest request, ReadOnlyMemory<byte> body, ActProgress progress, CancellationToken cancel) =>
        PageAnswers.Of<SettingsChangedJson>(await SettingsChanges.Make(body, Operators.Of(request), fleet, clients, read, progress, cancel));

    public async Task<TaskMadeJson> CreateTask(HttpRequest request, ReadOnlyMemory<byte> body) =>
        PageAnswers.Of<TaskMadeJson>(await TaskEndpoints.Make(body, Operators.Of(request), tasks, read));

    public async Task<TaskOrderedJson> Order(HttpRequest request, string task, TaskOrder order) =>
        PageAnswers.Of<TaskOrderedJson>(await TaskEndpoints.Follow(task, order, Operators.Of(request), tasks, read));

    public async Task<LevelPutJson> PutLevel(HttpRequest request, LevelName level, ReadOnlyMemory<byte> body, string version, CancellationToken cancel)
    {
        if (!SettingsBody.TryRead(body, out var says, out var refusal))
            throw new RefusedException(Problems.Of(refusal));
        var (offset, problem) = await desk.Put(PageAnswers.AddressOf(level), SettingsPatch.Whole(says), Operators.Of(request), version, cancel);
        return problem is null ? new LevelPutJson(offset) : throw new RefusedException(problem);
    }

    public async Task<MarkedJson> PutNote(HttpRequest request, string client, ReadOnlyMemory<byte>? body, CancellationToken cancel) =>
        PageAnswers.Of<MarkedJson>(body is { } note
            ? await MarkEndpoints.PutNote(client, note, Operators.Of(request), clients, marks, cancel)
            : await MarkEndpoints.DeleteNote(client, Operators.Of(request), clients, marks, cancel));

    public async Task<MarkedJson> PutTag(HttpRequest request, string client, string tag, bool isOn, CancellationToken cancel) =>
        PageAnswers.Of<MarkedJson>(await MarkEndpoints.PutTag(client, tag, isOn, Operators.Of(request), clients, marks, cancel));

    public async Task<VerifiedJson> Verify(string client, CancellationToken cancel) =>
        PageAnswers.Of<VerifiedJson>(await VerificationEndpoints.Verify(client, clients, sessions, answers, cancel));

    public async Task<ForgottenJson> Forget(HttpRequest request, string client, CancellationToken cancel) =>
        PageAnswers.Of<ForgottenJson>(await ClientEndpoints.Forget(client, Operators.Of(request), clients, cancel));
}
