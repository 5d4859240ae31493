using Fleet.Core.Tasks;
using Fleet.Host.OpenApi;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>The parameters of the addresses of tasks.</summary>
internal static class TaskParameters
{
    public static DocumentParameter Id { get; } = new("taskId", "The task.", Schemas.Matching(TaskId.Pattern)) { In = ParameterLocation.Path, IsRequired = true };

    public static DocumentParameter State { get; } = new("state", "How tasks stand. May be given more than once: any of them.", Schemas.ListOf(Schemas.Word<TaskState>()));

    public static DocumentParameter Kind { get; } = new("kind", "What clients are to do. May be given more than once: any of them.", Schemas.ListOf(Schemas.Word<TaskKind>()));

    public static DocumentParameter TargetState { get; } = new("state", "How targets stand. May be given more than once: any of them.", Schemas.ListOf(Schemas.Word<TargetState>()));
}
