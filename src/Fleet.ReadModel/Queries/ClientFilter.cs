using Fleet.Core.Settings;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Queries;

/// <summary>Which clients a question is about. Values of one filter are alternatives; filters are all to hold.</summary>
public sealed class ClientFilter
{
    private readonly (FilterRow Row, object Values)[] _given;

    private ClientFilter((FilterRow Row, object Values)[] given) => _given = given;

    /// <summary>Every client that has not left.</summary>
    public static ClientFilter All { get; } = new([]);

    /// <summary>What a cursor belongs to: the same text for the same filters.</summary>
    internal string Fingerprint => string.Join('|', ClientFilters.Rows.Select(row => row.FingerprintOf(this)));

    /// <summary>The same, and this filter with these values; none: without it.</summary>
    public ClientFilter With<T>(FilterRow<T> filter, params IReadOnlyList<T> values) where T : notnull
    {
        var others = _given.Where(given => given.Row != filter);
        return new(values.Count == 0 ? [.. others] : [.. others, (filter, values)]);
    }

    /// <summary>The values of a filter; empty: it is not given.</summary>
    public IReadOnlyList<T> ValuesOf<T>(FilterRow<T> filter) where T : notnull =>
        Array.Find(_given, given => given.Row == filter).Values as IReadOnlyList<T> ?? [];

    /// <summary>It asks how clients stand to settings.</summary>
    internal bool AsksForSettings => ValuesOf(ClientFilters.SettingsState).Count + ValuesOf(ClientFilters.RoamingPrivilege).Count > 0;

    /// <summary>The clients that it takes, by id.</summary>
    /// <param name="book">What the fleet and its groups say of settings.</param>
    /// <param name="withLeft">Those that have left, too, whether it asks for them or not.</param>
    internal ClientScan Scan(SettingsBook book, bool withLeft = false) =>
        new([.. Facet.All.Select(facet => (withLeft || !facet.Left || ValuesOf(ClientFilters.PresenceCause).Count > 0) && Takes(facet))])
        {
            Groups = ValuesOf(ClientFilters.Group) is { Count: > 0 } groups ? groups.Select(group => group.Value).ToHashSet() : null,
            Prefix = ValuesOf(ClientFilters.Prefix) is [var prefix] ? prefix.Value : "",
            Part = ValuesOf(ClientFilters.Part) is [var part] ? part.Value : "",
            OfflineSince = ValuesOf(ClientFilters.OfflineSince) is [var since] ? since.ToUnixTimeMilliseconds() : null,
            Marks = (ValuesOf(ClientFilters.Tag), ValuesOf(ClientFilters.Noted)) is var (tags, noted) && tags.Count + noted.Count == 0
                ? null
                : new WantedMarks([.. tags.Select(tag => tag.Value)], noted.Count > 0),
            Settings = (ValuesOf(ClientFilters.SettingsState), ValuesOf(ClientFilters.RoamingPrivilege)) is var (states, granted) && states.Count + granted.Count == 0
                ? null
                : new WantedSettings(states, [.. granted.Select(one => one == Granted.True)], book),
        };

    /// <summary>Whether clients of a facet are wanted, as far as the facet tells.</summary>
    private bool Takes(Facet facet) => Array.TrueForAll(_given, given => given.Row.Wants(given.Values, facet));
}
