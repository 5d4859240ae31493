using Fleet.Actors.Levels;
using Fleet.Actors.ReadSide;
using Fleet.Core.Settings;
using Fleet.Host.Clients;
using Fleet.Pages.Answers;
using Fleet.Protocol.Http;
using Fleet.Protocol.Wire;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Http;

/// <summary>Answers what pages ask by what the endpoints are answered by.</summary>
internal sealed class PageQuestions(
    FleetReadModel fleet, IClients clients, ClientAnswers answers, KnownLevels known, FleetLevels levels, SettingsDesk desk) : IFleetQuestions
{
    /// <summary>Under load, what is acknowledged is visible within this time.</summary>
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(3);

    public Task<FleetSummary> Summary(PageAddress asked, CancellationToken cancel) => FleetEndpoints.Summary(Question(asked), fleet, cancel);

    public Task<FleetDiff> Diff(PageAddress asked, CancellationToken cancel) => FleetEndpoints.Diff(Question(asked), fleet, cancel);

    public Task<ClientPageJson> Clients(PageAddress asked, CancellationToken cancel) => ClientEndpoints.List(Question(asked), fleet, answers, cancel);

    public async Task<ClientJson> Client(string id, PageAddress asked, CancellationToken cancel) =>
        PageAnswers.Of<ClientJson>(await ClientEndpoints.Get(id, Question(asked), fleet, clients, answers, cancel));

    public async Task<ExplanationJson> Explain(string id, PageAddress asked, CancellationToken cancel) =>
        PageAnswers.Of<ExplanationJson>(await PastEndpoints.Explain(id, Question(asked), fleet, known, cancel));

    public async Task<HistoryJson> History(string id, PageAddress asked, CancellationToken cancel) =>
        PageAnswers.Of<HistoryJson>(await PastEndpoints.History(id, Question(asked), fleet, cancel));

    public async Task<TargetPageJson> TasksOf(string id, PageAddress asked, CancellationToken cancel) =>
        PageAnswers.Of<TargetPageJson>(await TaskEndpoints.TasksOf(id, Question(asked), fleet, cancel));

    public Task<HistoryJson> Changes(PageAddress asked, CancellationToken cancel) => FleetEndpoints.Changes(Question(asked), fleet, cancel);

    public async Task<SelectedCounts> Selected(ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (!SettingsChangeBody.TryRead(body, out var selection, out _, out var refusal))
            throw new RefusedException(Problems.Of(refusal));
        var found = await fleet.AskHeavy(queries => queries.Selected(selection, FilterText.Read), cancel);
        return new SelectedCounts(found.Length, found.CountBy(one => one.Connection).ToDictionary(count => count.Key, count => (long)count.Value));
    }

    public Task<GroupPageJson> Groups(PageAddress asked, CancellationToken cancel) => GroupEndpoints.List(Question(asked), fleet, levels, cancel);

    public async Task<KnownLevel> Level(LevelName name, CancellationToken cancel)
    {
        var (level, problem) = await desk.Get(PageAnswers.AddressOf(name), at: null, cancel);
        return level is null ? throw new RefusedException(problem!) : new KnownLevel(LevelJson.Of(level), LevelChange.VersionOf(level));
    }

    public async Task<LevelHistoryJson> LevelHistory(LevelName name, PageAddress asked, CancellationToken cancel) =>
        ApiAnswers.Of(await desk.History(Question(asked).LevelHistory(PageAnswers.AddressOf(name).Rows), cancel));

    public Task<TaskPageJson> Tasks(PageAddress asked, CancellationToken cancel) => TaskEndpoints.List(Question(asked), fleet, cancel);

    public async Task<ManagedTaskJson> Task(string id, PageAddress asked, CancellationToken cancel) =>
        PageAnswers.Of<ManagedTaskJson>(await TaskEndpoints.Get(id, Question(asked), fleet, cancel));

    public async Task<TargetPageJson> Targets(string id, PageAddress asked, CancellationToken cancel) =>
        PageAnswers.Of<TargetPageJson>(await TaskEndpoints.Targets(id, Question(asked), fleet, cancel));

    public Task<AuditJson> Audit(PageAddress asked, CancellationToken cancel) => AuditEndpoints.List(Question(asked), fleet, cancel);

    public Task<ReadModelJson> Progress(CancellationToken cancel) => ReadModelEndpoints.Progress(fleet, cancel);

    public TimeSpan? Behind => fleet.Look.Lag is { Rows: > 0, Age: var age } && age > Bearable ? age : null;

    public Task<DateTimeOffset?> Began(CancellationToken cancel) => fleet.Ask(queries => queries.Began(), cancel);

    public ProblemJson ProblemOf(Exception exception) => exception switch
    {
        RefusedException refused => refused.Why,
        QueryException refused => QueryProblems.Of(refused),
        _ => ProblemWriter.Of(exception),
    };

    private static QuestionText Question(PageAddress asked) => new(asked.Values);
}
