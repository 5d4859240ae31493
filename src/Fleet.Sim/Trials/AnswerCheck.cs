using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.Sim.Oracle;

namespace Fleet.Sim.Trials;

/// <summary>
/// Holds what a server answers about the whole fleet against the oracle: lists that walk through it, counts, the past, and the feed of icon changes. Clients of
/// somebody else count as the lists show them. What cannot be judged, as others change the fleet at the same time, is told as such.
/// </summary>
/// <param name="reader">Asks.</param>
/// <param name="clients">Of the timeline.</param>
internal sealed class AnswerCheck(FleetReader reader, IReadOnlyList<(ClientId Id, GroupName Group)> clients)
{
    private const int Attempts = 3;
    private const int Sample = 100;

    private readonly Dictionary<string, int> _indexes = clients.Select((client, i) => (client.Id.Value, i)).ToDictionary(pair => pair.Value, pair => pair.i);
    private readonly AnswerFinding _lists = new("lists have every client once, in its place");
    private readonly AnswerFinding _counts = new("counts are those of the clients");
    private readonly AnswerFinding _past = new("the past is what it was");
    private readonly AnswerFinding _feed = new("the feed tells every icon");
    private (DateTimeOffset Moment, SortedDictionary<string, long> Counts, IReadOnlyList<ClientFacets?> Shown)? _before;

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<AnswerFinding> Findings => [_lists, _counts, _past, _feed];

    /// <summary>Looks at lists and counts, and remembers the moment for <see cref="LookBackAsync"/>.</summary>
    /// <param name="fleet">What should be.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task LookAsync(OracleFleet fleet, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var walks = new List<(string Connection, FleetWalk Walk)>();
            foreach (var connection in Words.All<Connection>())
                walks.Add((connection, await reader.WalkAsync($"&connection={connection}", cancel)));
            var summary = await reader.SummaryAsync("", cancel);
            if (walks.Exists(walk => walk.Walk.Offset != summary.Offset))
                continue;
            var expected = Counts(fleet, walks.SelectMany(walk => walk.Walk.Clients).Where(client => !_indexes.ContainsKey(client.ClientId.Value)));
            JudgeLists(fleet, walks);
            Judge(_counts, expected, Counts(summary));
            if (summary.At is { } moment)
                _before = (moment, expected, [.. SampleOf().Select(client => Expectation.Of(clients[client].Id, fleet.StateOf(client)))]);
            return;
        }

        _lists.Skip("others change the fleet meanwhile");
        _counts.Skip("others change the fleet meanwhile");
    }

    /// <summary>Asks for the moment of the last look, after the fleet has gone on.</summary>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task LookBackAsync(CancellationToken cancel)
    {
        if (_before is not { } before)
        {
            _past.Skip("there was no moment at which all was known for sure");
            return;
        }

        var at = Protocol.Wire.Rfc3339.Text(before.Moment);
        Judge(_past, before.Counts, Counts(await reader.SummaryAsync($"&at={Uri.EscapeDataString(at)}", cancel)));
        var shown = await reader.ReadAtAsync([.. SampleOf().Select(client => clients[client].Id)], at, cancel);
        for (var i = 0; i < shown.Length; i++)
            _past.Judge(before.Shown[i] == shown[i]?.Facets(), () => $"{before.Shown[i]?.ClientId ?? shown[i]?.ClientId.Value} at {at}: {shown[i]?.Facets().Icon ?? "absent"}, and should be {before.Shown[i]?.Icon ?? "absent"}");
    }

    /// <summary>Reads the feed from where the run began to its end: each client's icons have to follow from each other, and end with what it shows.</summary>
    /// <param name="fleet">What should be in the end.</param>
    /// <param name="after">The journal's end when the run began.</param>
    /// <param name="isNew">Whether the server had never heard of a client, so that the feed has to tell of it.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ServerUnreachableException">The server does not answer.</exception>
    public async Task FollowFeedAsync(OracleFleet fleet, long after, Func<int, bool> isNew, CancellationToken cancel)
    {
        var (last, offset) = (new string?[clients.Count], after);
        await foreach (var change in reader.FeedAsync(after, cancel))
        {
            _feed.Judge(change.Offset > offset, () => $"offset {change.Offset} comes after {offset}");
            offset = change.Offset;
            if (!_indexes.TryGetValue(change.ClientId.Value, out var client))
                continue;
            _feed.Judge(last[client] is null || last[client] == change.From?.Name, () => $"{change.ClientId} goes from {change.From?.Name} at offset {change.Offset}, and was {last[client]}");
            last[client] = change.To.Name;
        }

        for (var client = 0; client < clients.Count; client++)
        {
            var expected = Expectation.Of(clients[client].Id, fleet.StateOf(client))?.Icon;
            if (last[client] is not null || (expected is not null && isNew(client)))
                _feed.Judge(last[client] == expected, () => $"{clients[client].Id} ends with {last[client] ?? "nothing"}, and should with {expected ?? "nothing"}");
        }
    }

    private IEnumerable<int> SampleOf() => Enumerable.Range(0, clients.Count).Where(client => client % Math.Max(1, clients.Count / Sample) == 0);

    private void JudgeLists(OracleFleet fleet, List<(string Connection, FleetWalk Walk)> walks)
    {
        var seen = new HashSet<string>();
        foreach (var (connection, walk) in walks)
        {
            foreach (var listed in walk.Clients)
            {
                var id = listed.ClientId.Value;
                _lists.Judge(seen.Add(id), () => $"{id} is listed twice");
                if (!_indexes.TryGetValue(id, out var client))
                    continue;
                var state = fleet.StateOf(client);
                _lists.Judge(
                    Expectation.Of(clients[client].Id, state) == listed.Facets() && Words.Of(state.Connection) == connection && !state.HasLeft,
                    () => $"{id} is among those that are {connection}, as {listed.Icon.Name}");
            }
        }

        for (var client = 0; client < clients.Count; client++)
        {
            var (id, state) = (clients[client].Id.Value, fleet.StateOf(client));
            _lists.Judge(!state.Exists || state.HasLeft || seen.Contains(id), () => $"{id} is in no list");
        }
    }

    private static void Judge(AnswerFinding finding, SortedDictionary<string, long> expected, SortedDictionary<string, long> actual)
    {
        foreach (var name in expected.Keys.Union(actual.Keys))
        {
            var (should, be) = (expected.GetValueOrDefault(name), actual.GetValueOrDefault(name));
            finding.Judge(should == be, () => $"{name} is {be:N0}, and should be {should:N0}");
        }
    }

    private SortedDictionary<string, long> Counts(OracleFleet fleet, IEnumerable<ClientJson> others)
    {
        var own = Enumerable.Range(0, clients.Count).Where(client => !fleet.StateOf(client).HasLeft).Select(client => Expectation.Of(clients[client].Id, fleet.StateOf(client))).OfType<ClientFacets>();
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var facets in own.Concat(others.Select(other => other.Facets())))
        {
            string[] names = ["total", $"byConnection {facets.Connection}", $"byIcon {facets.Icon}", $"byGroup {facets.Group}", .. facets.ConditionWords.Select(condition => $"byCondition {condition}")];
            foreach (var name in names)
                counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        return counts;
    }

    /// <summary>Of what is told; whether two machines use one id follows from no fact, and no timeline tells it.</summary>
    private static SortedDictionary<string, long> Counts(FleetSummary summary) => new(
        summary.ByConnection.Select(count => ($"byConnection {Words.Of(count.Key)}", count.Value))
            .Concat(summary.ByIcon.Select(count => ($"byIcon {count.Key.Name}", count.Value)))
            .Concat(summary.ByGroup.Select(count => ($"byGroup {count.Key}", count.Value)))
            .Concat(summary.ByCondition.Where(count => count.Key != Conditions.DuplicateIdentity).Select(count => ($"byCondition {Words.Of(count.Key)}", count.Value)))
            .Append(("total", summary.Total))
            .ToDictionary(count => count.Item1, count => count.Item2),
        StringComparer.Ordinal);
}

/// <summary>One of the server's answers, held against the oracle.</summary>
/// <param name="name">What should be so.</param>
public sealed class AnswerFinding(string name)
{
    private const int Listed = 3;

    private readonly List<string> _first = [];

    /// <summary>What should be so.</summary>
    public string Name => name;

    /// <summary>How often it was looked at.</summary>
    public long Checked { get; private set; }

    /// <summary>How often it was not so.</summary>
    public long Wrong { get; private set; }

    /// <summary>The first times that it was not so.</summary>
    public IReadOnlyList<string> First => _first;

    /// <summary>Why it could not be judged; null: it could.</summary>
    public string? Skipped { get; private set; } = "the run did not get there";

    internal void Judge(bool isSo, Func<string> seen)
    {
        (Checked, Skipped) = (Checked + 1, null);
        if (isSo)
            return;
        Wrong++;
        if (_first.Count < Listed)
            _first.Add(seen());
    }

    internal void Skip(string why) => Skipped = Checked == 0 ? why : null;
}
