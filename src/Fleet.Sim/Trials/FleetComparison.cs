using Fleet.Core.Clients;
using Fleet.Sim.Drive;
using Fleet.Sim.Oracle;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Trials;

/// <summary>Compares what a server says with the oracle: about each client, about the fleet as a whole, and about what operators did.</summary>
/// <param name="reader">Asks the server.</param>
/// <param name="timeline">What was played.</param>
/// <param name="rules">The rules that the oracle goes by.</param>
/// <param name="driver">Who played it.</param>
/// <param name="acting">The operator; null: there was none.</param>
/// <param name="bound">A difference that lasts so long is one.</param>
/// <param name="time">The clock.</param>
internal sealed class FleetComparison(FleetReader reader, ITimeline timeline, ClientRules rules, IGenerator driver, OperatorRun? acting, TimeSpan bound, TimeProvider time)
{
    /// <summary>So long the whole fleet is asked for each time: walks through a large one take their time, and the verdict about each client does not wait for them.</summary>
    private static readonly TimeSpan ForAnswers = TimeSpan.FromSeconds(60);

    private readonly Reconciler _reconciler = new(reader, timeline.Clients, time);
    private readonly AnswerCheck _answers = new(reader, timeline.Clients);
    private readonly IReadOnlyList<int> _everybody = [.. Enumerable.Range(0, timeline.Clients.Count)];

    private ManagingCheck? _managing;
    private OracleFleet? _fleet;
    private IReadOnlyList<Delivery> _deliveries = [];
    private bool _isOver;

    /// <summary>Whom it waits for; null: nobody.</summary>
    public StillDiffering? Differing => _reconciler.Differing;

    /// <summary>What was found so far.</summary>
    public Reconciliation Findings => _reconciler.Findings with { Answers = [.. _isOver ? _answers.Findings : [], .. _managing?.Findings ?? []] };

    /// <summary>What became of the operator's tasks, as far as that was looked into.</summary>
    public IReadOnlyList<TaskAccount> Tasks => _managing?.Tasks ?? [];

    /// <summary>While clients are there: those of whom the timeline alone tells how they must look.</summary>
    public async Task OfThoseThereAsync(CancellationToken cancel)
    {
        _managing = await ManagingAsync();
        if (_managing is { } managing && !acting!.IsUnsure)
        {
            var sure = await driver.DeliveriesAsync();
            var known = OracleFleet.After(managing.Played, rules, cancel);
            await managing.CompareAsync(rules, CertainOf(sure, known).ToHashSet(), driver.DeedsAsync, bound, cancel);
        }

        var fleet = _fleet = OracleFleet.After((await ManagingAsync())?.Played ?? timeline, rules, cancel);
        _deliveries = await driver.DeliveriesAsync();
        var certain = CertainOf(_deliveries, fleet).ToList();
        await _reconciler.CompareAsync(fleet, _deliveries, certain, bound, cancel);
        if (certain.Count == _everybody.Count)
            await WithinAsync(stop => _answers.LookAsync(fleet, stop), cancel);
    }

    /// <summary>After everybody's goodbye: all clients, their histories, the past, and the feed.</summary>
    /// <param name="beginning">The end of the journal when the trial began; null: it is not known, and the feed is not read.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Each client as the server shows it.</returns>
    public async Task<IReadOnlyList<ClientFacets>> AfterGoodbyesAsync(long? beginning, CancellationToken cancel)
    {
        var (played, fleet) = (timeline, _fleet!);
        if (await ManagingAsync() is { } managing)
        {
            // Meanwhile somebody may have come to the end of a task, or have had an answer.
            played = managing.Played;
            fleet = OracleFleet.After(played, rules, cancel);
        }

        // Who had never come by then had nothing to say goodbye to.
        fleet.Goodbye(timeline.Length, _everybody.Where(client => _deliveries[client] is { Connected: false, Known: false }).ToHashSet());
        var shown = await _reconciler.CompareAsync(fleet, await driver.DeliveriesAsync(), _everybody, bound, cancel);
        var histories = new HistoryCheck(reader, played, rules);
        await histories.RunAsync(cancel);
        _reconciler.Add(histories);
        await WithinAsync(_answers.LookBackAsync, cancel);
        await WithinAsync(stop => _answers.LookAsync(fleet, stop), cancel);
        if (beginning is { } end)
            await WithinAsync(stop => _answers.FollowFeedAsync(fleet, end, client => _deliveries[client].Base == 0, stop), cancel);
        _isOver = true;
        return shown;
    }

    /// <summary>
    /// The timeline alone tells how these clients must look. It does not where a client went with reports that it has no
    /// answer to (they may have arrived), or where the server may not have noticed; such a client is compared after its goodbye.
    /// </summary>
    private IEnumerable<int> CertainOf(IReadOnlyList<Delivery> deliveries, OracleFleet fleet) => _everybody.Where(client =>
        deliveries[client] is var delivery && delivery.Known && (delivery.Connected || delivery.Answered - delivery.Base >= fleet.StateOf(client).LastSeq));

    /// <summary>By what the operator and the clients did so far; null: there is no operator.</summary>
    private async Task<ManagingCheck?> ManagingAsync() =>
        acting is null ? null : new ManagingCheck(reader, timeline, acting.Done, await driver.DeedsAsync(), time);

    /// <summary>Does it as far as there is time.</summary>
    private async Task WithinAsync(Func<CancellationToken, Task> ask, CancellationToken cancel)
    {
        using var over = new CancellationTokenSource(ForAnswers, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, over.Token);
        try
        {
            await ask(either.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            // What was not judged by then says so.
        }
    }
}
