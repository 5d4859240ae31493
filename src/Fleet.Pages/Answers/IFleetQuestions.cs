using Fleet.Protocol.Http;

namespace Fleet.Pages.Answers;

/// <summary>
/// What pages ask: the questions of the HTTP API, answered in the process by what answers them there. Parameters are read, and refused, as
/// the API does; what a page has of its own in its address is not looked at.
/// </summary>
/// <remarks>Every member throws <see cref="RefusedException"/> where the API would answer a problem, and what <see cref="ProblemOf"/> knows besides.</remarks>
public interface IFleetQuestions
{
    /// <summary><c>GET /v1/fleet/summary</c>.</summary>
    Task<FleetSummary> Summary(PageAddress asked, CancellationToken cancel);

    /// <summary><c>GET /v1/fleet/diff</c>.</summary>
    Task<FleetDiff> Diff(PageAddress asked, CancellationToken cancel);

    /// <summary><c>GET /v1/clients</c>.</summary>
    Task<ClientPageJson> Clients(PageAddress asked, CancellationToken cancel);

    /// <summary><c>GET /v1/clients/{id}</c>.</summary>
    Task<ClientJson> Client(string id, PageAddress asked, CancellationToken cancel);

    /// <summary><c>GET /v1/clients/{id}/explain</c>.</summary>
    Task<ExplanationJson> Explain(string id, PageAddress asked, CancellationToken cancel);

    /// <summary><c>GET /v1/clients/{id}/history</c>.</summary>
    Task<HistoryJson> History(string id, PageAddress asked, CancellationToken cancel);

    /// <summary><c>GET /v1/clients/{id}/tasks</c>.</summary>
    Task<TargetPageJson> TasksOf(string id, PageAddress asked, CancellationToken cancel);

    /// <summary><c>GET /v1/changes</c>.</summary>
    Task<HistoryJson> Changes(PageAddress asked, CancellationToken cancel);

    /// <summary>Whom <c>POST /v1/settings/changes</c> would change now; refuses what that would.</summary>
    /// <param name="body">As there.</param>
    /// <param name="cancel">The asker has gone.</param>
    Task<SelectedCounts> Selected(ReadOnlyMemory<byte> body, CancellationToken cancel);

    /// <summary><c>GET /v1/groups</c>.</summary>
    Task<GroupPageJson> Groups(PageAddress asked, CancellationToken cancel);

    /// <summary><c>GET …/settings</c> of a level, as it is now.</summary>
    Task<KnownLevel> Level(LevelName level, CancellationToken cancel);

    /// <summary><c>GET …/settings/history</c> of a level.</summary>
    Task<LevelHistoryJson> LevelHistory(LevelName level, PageAddress asked, CancellationToken cancel);

    /// <summary><c>GET /v1/tasks</c>.</summary>
    Task<TaskPageJson> Tasks(PageAddress asked, CancellationToken cancel);

    /// <summary><c>GET /v1/tasks/{id}</c>.</summary>
    Task<ManagedTaskJson> Task(string id, PageAddress asked, CancellationToken cancel);

    /// <summary><c>GET /v1/tasks/{id}/clients</c>.</summary>
    Task<TargetPageJson> Targets(string id, PageAddress asked, CancellationToken cancel);

    /// <summary><c>GET /v1/audit</c>.</summary>
    Task<AuditJson> Audit(PageAddress asked, CancellationToken cancel);

    /// <summary><c>GET /v1/read-model</c>.</summary>
    Task<ReadModelJson> Progress(CancellationToken cancel);

    /// <summary>How long ago it was as answers tell it, where that is longer than anybody expects; null: they are of now. Asks nobody.</summary>
    TimeSpan? Behind { get; }

    /// <summary>When the journal's first row was written; null: it is empty.</summary>
    Task<DateTimeOffset?> Began(CancellationToken cancel);

    /// <summary>What the API answers where a question ends so.</summary>
    ProblemJson ProblemOf(Exception exception);
}

/// <summary>Whose settings.</summary>
/// <param name="Group">A group's; null: the fleet's, or a client's.</param>
/// <param name="Client">A client's; null: the fleet's, or a group's.</param>
public sealed record LevelName(string? Group, string? Client)
{
    /// <summary>The fleet's.</summary>
    public static LevelName Fleet { get; } = new(null, null);
}

/// <summary>What a level says of settings, and the version of that: a change may be made for just this one.</summary>
public sealed record KnownLevel(LevelJson Says, string Version);
