using Fleet.Core.Tasks;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Http;

namespace Fleet.Pages.Answers;

/// <summary>What operators do by pages: the acts of the HTTP API, done in the process by what does them there, in the name of who sent the request.</summary>
/// <remarks>Every member throws as those of <see cref="IFleetQuestions"/> do.</remarks>
public interface IFleetActs
{
    /// <summary>Who acts by a request.</summary>
    string WhoActs(HttpRequest request);

    /// <summary>Lets a form that names clients be as large as the body of a request that does so, as long as there is room for it.</summary>
    /// <param name="http">The request, of which nothing was read.</param>
    /// <param name="length">How long its body is, in bytes.</param>
    /// <exception cref="RefusedException">There is no room for it now.</exception>
    void Admit(HttpContext http, long length);

    /// <summary><c>POST /v1/settings/changes</c>.</summary>
    /// <param name="request">Who acts.</param>
    /// <param name="body">As there.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">The asker has gone.</param>
    Task<SettingsChangedJson> ChangeSettings(HttpRequest request, ReadOnlyMemory<byte> body, ActProgress progress, CancellationToken cancel);

    /// <summary><c>POST /v1/tasks</c>.</summary>
    /// <param name="request">Who acts.</param>
    /// <param name="body">As there.</param>
    Task<TaskMadeJson> CreateTask(HttpRequest request, ReadOnlyMemory<byte> body);

    /// <summary><c>POST /v1/tasks/{id}/{order}</c>.</summary>
    Task<TaskOrderedJson> Order(HttpRequest request, string task, TaskOrder order);

    /// <summary><c>PUT …/settings</c> of a level.</summary>
    /// <param name="request">Who acts.</param>
    /// <param name="level">Whose settings.</param>
    /// <param name="body">As there.</param>
    /// <param name="version">What the change is made for.</param>
    /// <param name="cancel">The asker has gone.</param>
    Task<LevelPutJson> PutLevel(HttpRequest request, LevelName level, ReadOnlyMemory<byte> body, string version, CancellationToken cancel);

    /// <summary><c>PUT /v1/clients/{id}/note</c>, and <c>DELETE</c> of it.</summary>
    /// <param name="request">Who acts.</param>
    /// <param name="client">The client.</param>
    /// <param name="body">As there; null: there is to be none.</param>
    /// <param name="cancel">The asker has gone.</param>
    Task<MarkedJson> PutNote(HttpRequest request, string client, ReadOnlyMemory<byte>? body, CancellationToken cancel);

    /// <summary><c>PUT /v1/clients/{id}/tags/{tag}</c>, and <c>DELETE</c> of it.</summary>
    /// <param name="request">Who acts.</param>
    /// <param name="client">The client.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="isOn">The client is to have it.</param>
    /// <param name="cancel">The asker has gone.</param>
    Task<MarkedJson> PutTag(HttpRequest request, string client, string tag, bool isOn, CancellationToken cancel);

    /// <summary><c>POST /v1/clients/{id}/verify</c>.</summary>
    Task<VerifiedJson> Verify(string client, CancellationToken cancel);

    /// <summary><c>DELETE /v1/clients/{id}</c>.</summary>
    Task<ForgottenJson> Forget(HttpRequest request, string client, CancellationToken cancel);
}
