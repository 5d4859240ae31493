namespace Fleet.Sim.Oracle;

/// <summary>Compares what a server shows with what it should, client by client, in bounded memory.</summary>
/// <param name="listed">How many differences are kept one by one.</param>
public sealed class Comparison(int listed = 20)
{
    /// <summary>As many kinds of difference are told apart; what comes then is counted with its facet alone.</summary>
    private const int MostKinds = 500;

    private const int MostExamples = 3;

    private readonly List<Mismatch> _first = [];
    private readonly Dictionary<(string Aspect, string Expected, string Actual), (long Clients, List<string> Examples)> _groups = [];

    /// <summary>Clients that were compared.</summary>
    public long Checked { get; private set; }

    /// <summary>Clients that differ.</summary>
    public long Mismatched { get; private set; }

    /// <summary>The first differences, facet by facet.</summary>
    public IReadOnlyList<Mismatch> First => _first;

    /// <summary>All differences, those of one kind together, the most frequent first.</summary>
    public IReadOnlyList<MismatchGroup> Groups =>
    [
        .. _groups.Select(group => new MismatchGroup(group.Key.Aspect, group.Key.Expected, group.Key.Actual, group.Value.Clients, group.Value.Examples))
            .OrderByDescending(group => group.Clients).ThenBy(group => group.Aspect, StringComparer.Ordinal).ThenBy(group => group.Expected, StringComparer.Ordinal),
    ];

    /// <summary>Compares one client; null: it is not there.</summary>
    public void Check(string clientId, ClientFacets? expected, ClientFacets? actual)
    {
        Checked++;
        if (expected == actual)
            return;
        Mismatched++;
        foreach (var difference in Differences(clientId, expected, actual))
        {
            if (_first.Count < listed)
                _first.Add(difference);
            Group(difference);
        }
    }

    private void Group(Mismatch one)
    {
        var kind = (one.Aspect, one.Expected, one.Actual);
        if (_groups.Count >= MostKinds && !_groups.ContainsKey(kind))
            kind = (one.Aspect, "…", "…");
        var (clients, examples) = _groups.TryGetValue(kind, out var known) ? known : (0, []);
        if (examples.Count < MostExamples)
            examples.Add(one.ClientId);
        _groups[kind] = (clients + 1, examples);
    }

    private static IEnumerable<Mismatch> Differences(string clientId, ClientFacets? expected, ClientFacets? actual)
    {
        if (expected is null || actual is null)
            return [new Mismatch(clientId, "client", Presence(expected), Presence(actual))];
        return expected.Named.Zip(actual.Named, (wanted, shown) => new Mismatch(clientId, wanted.Name, wanted.Value, shown.Value))
            .Where(facet => facet.Expected != facet.Actual);
    }

    private static string Presence(ClientFacets? client) => client is null ? "absent" : "present";
}

/// <summary>A facet of a client that is not what it should be.</summary>
public sealed record Mismatch(string ClientId, string Aspect, string Expected, string Actual)
{
    /// <summary>A line for a person.</summary>
    public override string ToString() => $"{ClientId}: {Aspect} is {Actual}, should be {Expected}";
}

/// <summary>Clients that differ in the same way.</summary>
/// <param name="Aspect">The facet.</param>
/// <param name="Expected">What it should be.</param>
/// <param name="Actual">What it is.</param>
/// <param name="Clients">How many.</param>
/// <param name="Examples">The first of them.</param>
public sealed record MismatchGroup(string Aspect, string Expected, string Actual, long Clients, IReadOnlyList<string> Examples)
{
    /// <summary>A line for a person.</summary>
    public override string ToString() => $"{Aspect} is {Actual}, should be {Expected}: {Clients:N0} {(Clients == 1 ? "client" : "clients")}, such as {string.Join(", ", Examples)}";
}
