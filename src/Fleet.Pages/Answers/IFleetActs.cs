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

    /// <summary><c>POST /v1/tasks</c>.</summary>
    /// <param name="request">Who acts.</param>
    /// <param name="body">As there.</param>
    Task<TaskMadeJson> CreateTask(HttpRequest request, ReadOnlyMemory<byte> body);

    /// <summary><c>POST /v1/tasks/{id}/{order}</c>.</summary>
    Task<TaskOrderedJson> Order(HttpRequest request, string task, TaskOrder order);

    /// <summary><c>PUT /v1/settings</c> and <c>PUT /v1/groups/{name}/settings</c>.</summary>
    /// <param name="request">Who acts.</param>
    /// <param name="group">The group; null: the fleet.</param>
    /// <param name="body">As there.</param>
    /// <param name="version">What the change is made for.</param>
    /// <param name="cancel">The asker has gone.</param>
    Task<LevelPutJson> PutLevel(HttpRequest request, string? group, ReadOnlyMemory<byte> body, string version, CancellationToken cancel);
}
