namespace Fleet.Sim.Oracle;

/// <summary>Compares what a server shows with what it should, client by client, in constant memory.</summary>
/// <param name="listed">How many differences are kept in full.</param>
public sealed class Comparison(int listed = 20)
{
    private readonly List<Mismatch> _first = [];

    /// <summary>Clients that were compared.</summary>
    public long Checked { get; private set; }

    /// <summary>Clients that differ.</summary>
    public long Mismatched { get; private set; }

    /// <summary>The first differences, facet by facet.</summary>
    public IReadOnlyList<Mismatch> First => _first;

    /// <summary>Compares one client; null: it is not there.</summary>
    public void Check(string clientId, ClientFacets? expected, ClientFacets? actual)
    {
        Checked++;
        if (expected == actual)
            return;
        Mismatched++;
        _first.AddRange(Differences(clientId, expected, actual).Take(listed - _first.Count));
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
