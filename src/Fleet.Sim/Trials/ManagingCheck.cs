using Fleet.Core.Clients;
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

    /// <summary>Compares, and reads again for a while what differs. What the clients did is asked for after the server was, so that it has all that the server knows of.</summary>
    /// <param name="rules">The server's settings.</param>
    /// <param name="certain">The clients whose connection in the end is certain.</param>
    /// <param name="deedsAsync">What the clients did by then.</param>
    /// <param name="patience">How long at most.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task CompareAsync(
        ClientRules rules, IReadOnlySet<int> certain, Func<Task<IReadOnlyList<DoneDeed>>> deedsAsync, TimeSpan patience, CancellationToken cancel)
    {
        foreach (var act in acts)
            _acts.Judge(act.Refusal is null, () => $"{ActRequest.Of(act.Act).Method} {ActRequest.Of(act.Act).Path} at {act.From}: {act.Refusal}");
        var start = time.GetTimestamp();
        if (timeline.Acts.Any(act => !act.IsOfTask))
            await CompareSettingsAsync(LookAsync, certain, () => time.GetElapsedTime(start) > patience, cancel);
        if (timeline.Acts.Any(act => act.IsOfTask))
            await CompareTasksAsync(LookAsync, certain, () => time.GetElapsedTime(start) > patience, cancel);

        async Task<Standing> LookAsync()
        {
            var deedsNow = await deedsAsync();
            var rights = new RoamingRights(timeline.Clients, _said, deedsNow);
            return new Standing(rights, new Ledger(deedsNow, rights.Refused), OracleFleet.After(new PlayedTimeline(timeline, deedsNow, rights.Refused), rules, cancel));
        }
    }

    private async Task CompareSettingsAsync(Func<Task<Standing>> lookAsync, IReadOnlySet<int> certain, Func<bool> isOver, CancellationToken cancel)
    {
        while (true)
        {
            var shown = await reader.ReadAsync([.. timeline.Clients.Select(client => client.Id)], cancel);
            var (rights, ledger, fleet) = await lookAsync();
            var check = new SettingsCheck(timeline, _said, rights, ledger, certain);
            if (check.Differing(fleet, shown).Count == 0 || isOver())
            {
                check.Judge(fleet, shown);
                _settings = check;
                return;
            }

            await Task.Delay(BetweenReadings, time, cancel);
        }
    }

    private async Task CompareTasksAsync(Func<Task<Standing>> lookAsync, IReadOnlySet<int> certain, Func<bool> isOver, CancellationToken cancel)
    {
        var check = _tasks = new TaskCheck(timeline, acts, certain);
        foreach (var made in acts.Where(act => act is { Refusal: null, Act: OperatorAct.MakeTask }))
        {
            while (true)
            {
                var (shown, targets) = await ReadAsync((OperatorAct.MakeTask)made.Act, cancel);
                var (_, ledger, fleet) = await lookAsync();
                check.Ledger = ledger;
                if (shown is null || !check.IsUnsettled(shown, targets, fleet) || isOver())
                {
                    Tasks.Add(check.Judge(shown, made, targets, fleet));
                    break;
                }

                await Task.Delay(BetweenReadings, time, cancel);
            }
        }
    }

    /// <summary>What the clients did so far, and what they are by that.</summary>
    private sealed record Standing(RoamingRights Rights, Ledger Ledger, OracleFleet Fleet);

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
