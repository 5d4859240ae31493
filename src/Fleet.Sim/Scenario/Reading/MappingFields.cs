namespace Fleet.Sim.Scenario.Reading;

/// <summary>The entries of a mapping: strict, so a key that nobody reads is an error.</summary>
internal sealed class MappingFields
{
    private readonly Dictionary<string, (ScalarNode Key, PlacedNode Value)> _entries;
    private readonly string _what;

    /// <param name="node">A mapping, or else it is an error.</param>
    /// <param name="what">What it describes, with its article, for error messages.</param>
    /// <param name="keys">All that it takes.</param>
    public MappingFields(PlacedNode node, string what, IReadOnlyCollection<string> keys)
    {
        _what = what;
        Place = node.Place;
        if (node is not MappingNode mapping)
            throw node.Place.Error($"{what} is a mapping of {string.Join(", ", keys)}");
        if (mapping.Entries.FirstOrDefault(e => !keys.Contains(e.Key.Text)) is { Key: { } wrong })
            throw wrong.Place.Error($"{what} has no '{wrong.Text}': {Suggestion.For(wrong.Text, keys)}");
        _entries = mapping.Entries.ToDictionary(e => e.Key.Text);
    }

    /// <summary>Where the mapping begins.</summary>
    public Place Place { get; }

    /// <summary>The keys that are there.</summary>
    public IEnumerable<ScalarNode> Keys => _entries.Values.Select(e => e.Key);

    /// <summary>The value of a key that must be there.</summary>
    public PlacedNode Required(string key) =>
        Optional(key) ?? throw Place.Error($"{_what} needs '{key}'");

    /// <summary>The value of a key that may be there.</summary>
    public PlacedNode? Optional(string key) => _entries.TryGetValue(key, out var entry) ? entry.Value : null;

    /// <summary>Reads a value that must be there.</summary>
    public T Required<T>(string key, Func<PlacedNode, T> read) => read(Required(key));

    /// <summary>Reads a value that may be there.</summary>
    public T Optional<T>(string key, Func<PlacedNode, T> read, T otherwise) => Optional(key) is { } node ? read(node) : otherwise;
}
