using Fleet.Protocol.Http;
using Fleet.Protocol.Recording;
using Fleet.Sim.Oracle;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Trials;

/// <summary>Holds what a server made of the operator's acts against a plain reading of them, and against what the clients did.</summary>
/// <param name="reader">Asks the server.</param>
/// <param name="timeline">What was played.</param>
/// <param name="acts">What the operator did.</param>
/// <param name="deeds">What the clients did, in order of time.</param>
/// <param name="time">The clock.</param>
internal sealed class ManagingCheck(FleetReader reader, ITimeline timeline, IReadOnlyList<DoneAct> acts, IReadOnlyList<DoneDeed> deeds, TimeProvider time)
{
    private static readonly TimeSpan BetweenReadings = TimeSpan.FromMilliseconds(500);

    private readonly SaidSettings _said = new(acts);
    private readonly RoamingRights _rights = new(timeline.Clients, new SaidSettings(acts), deeds);
    private readonly AnswerFinding _acts = new("the server takes what the operator does");
    private SettingsCheck? _settings;
    private TaskCheck? _tasks;

    /// <summary>The timeline with what the clients did about the acts.</summary>
    public ITimeline Played => field ??= new PlayedTimeline(timeline, deeds, _rights.Refused);

    /// <summary>What was found.</summary>
    public IReadOnlyList<AnswerFinding> Findings => [_acts, .. _settings?.Findings ?? [], .. _tasks?.Findings ?? []];

    /// <summary>What became of each task.</summary>
    public List<TaskAccount> Tasks { get; } = [];

    /// <summary>Compares, and reads again for a while what differs.</summary>
    /// <param name="fleet">What the clients are in the end.</param>
    /// <param name="certain">The clients of whom that is certain.</param>
    /// <param name="patience">How long at most.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task CompareAsync(OracleFleet fleet, IReadOnlySet<int> certain, TimeSpan patience, CancellationToken cancel)
    {
        foreach (var act in acts)
            _acts.Judge(act.Refusal is null, () => $"{ActRequest.Of(act.Act).Method} {ActRequest.Of(act.Act).Path} at {act.From}: {act.Refusal}");
        var ledger = new Ledger(deeds, _rights.Refused);
        if (timeline.Acts.Any(act => !act.IsOfTask))
            await CompareSettingsAsync(_settings = new SettingsCheck(timeline, _said, _rights, ledger, certain), fleet, patience, cancel);
        if (timeline.Acts.Any(act => act.IsOfTask))
            await CompareTasksAsync(_tasks = new TaskCheck(timeline, acts, ledger, certain), fleet, patience, cancel);
    }

    private async Task CompareSettingsAsync(SettingsCheck check, OracleFleet fleet, TimeSpan patience, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var shown = await reader.ReadAsync([.. timeline.Clients.Select(client => client.Id)], cancel);
            if (check.Differing(fleet, shown).Count == 0 || time.GetElapsedTime(start) > patience)
            {
                check.Judge(fleet, shown);
                return;
            }

            await Task.Delay(BetweenReadings, time, cancel);
        }
    }

    private async Task CompareTasksAsync(TaskCheck check, OracleFleet fleet, TimeSpan patience, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        foreach (var made in acts.Where(act => act is { Refusal: null, Act: OperatorAct.MakeTask }))
        {
            while (true)
            {
                var (shown, targets) = await ReadAsync((OperatorAct.MakeTask)made.Act, cancel);
                if (shown is null || !check.IsUnsettled(shown, targets, fleet) || time.GetElapsedTime(start) > patience)
                {
                    Tasks.Add(check.Judge(shown, made, targets, fleet));
                    break;
                }

                await Task.Delay(BetweenReadings, time, cancel);
            }
        }
    }

    /// <summary>A task with its targets at one moment: what changes in between is read once more.</summary>
    private async Task<(ManagedTaskJson? Task, IReadOnlyList<TargetJson> Targets)> ReadAsync(OperatorAct.MakeTask made, CancellationToken cancel)
    {
        const int Tries = 5;
        for (var tries = 1; ; tries++)
        {
            var before = await reader.TaskAsync(made.Task.Id, cancel);
            if (before is null)
                return (null, []);
            var targets = await reader.TargetsAsync(made.Task.Id, before.Offset, cancel);
            var after = await reader.TaskAsync(made.Task.Id, cancel);
            if (tries == Tries || after!.ByState.OrderBy(count => count.Key).SequenceEqual(before.ByState.OrderBy(count => count.Key)))
                return (after, targets);
        }
    }
}
