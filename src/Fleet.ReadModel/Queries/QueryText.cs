using System.Globalization;
using Fleet.ReadModel.Model;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.ReadModel.Queries;

/// <summary>Reads questions from the parameters of an address. Every error names the parameter and what it takes.</summary>
/// <param name="valuesOf">The values of a parameter; empty: it is not there.</param>
public sealed class QueryText(Func<string, IReadOnlyList<string>> valuesOf)
{
    private const string Time = "a time as in RFC 3339, such as 2026-03-02T08:00:00Z";

    /// <summary>How many there are on a page if <c>limit</c> is not there.</summary>
    public const int DefaultLimit = 100;

    /// <summary>The words of <c>sort</c>, each of which may have a minus before it.</summary>
    public static IReadOnlyList<string> Sorts { get; } = [.. Enum.GetNames<ClientOrder>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])];

    /// <summary>A question for a page of clients.</summary>
    /// <exception cref="QueryException">A value is none that its parameter takes.</exception>
    public ClientsQuery Clients()
    {
        var sort = One("sort") ?? Sorts[0];
        var descending = sort.StartsWith('-');
        var order = Sorts.ToList().IndexOf(descending ? sort[1..] : sort);
        return order < 0
            ? throw QueryException.Wrong("sort", $"{string.Join(", ", Sorts)}, and each with - before it")
            : new ClientsQuery
            {
                Filter = new ClientFilter
                {
                    Connections = Words<Connection>("connection"),
                    ScanMethods = Words<ScanMethod>("scanMethod"),
                    Patterns = Words<PatternStatus>("pattern"),
                    RealTimeScans = Words<RealTimeScan>("realTimeScan"),
                    SmartProtections = Words<SmartProtection>("smartProtection"),
                    Icons = Each("icon", text => Icon.TryParse(text, out var icon) ? icon : null, "names of icons, as GET /v1/icons lists them"),
                    Conditions = Words<Conditions>("condition").Aggregate(Conditions.None, (all, one) => all | one),
                    Groups = Groups(),
                    PresenceCauses = Words<PresenceCause>("presenceCause"),
                    Needs = Words<Need>("needsAction"),
                    OfflineSince = Moment("offlineSince"),
                    Prefix = Prefix(),
                },
                Order = (ClientOrder)order,
                Descending = descending,
                Limit = Limit(ClientsQuery.MaxLimit),
                Cursor = One("cursor"),
            };
    }

    /// <summary>The groups of <c>group</c>; empty: all.</summary>
    /// <exception cref="QueryException">A value is no name of a group.</exception>
    public IReadOnlyList<GroupName> Groups() => Each("group", text => GroupName.TryParse(text, out var group) ? group : null, GroupName.Rule);

    /// <summary>A question for a page of a client's history: <c>at</c>, <c>sort</c>, <c>limit</c> and <c>cursor</c>.</summary>
    /// <exception cref="QueryException">A value is none that its parameter takes.</exception>
    public HistoryQuery History(ClientId client) => new(client)
    {
        At = Moment("at"),
        Descending = One("sort") switch
        {
            null or "offset" => false,
            "-offset" => true,
            _ => throw QueryException.Wrong("sort", "offset or -offset"),
        },
        Limit = Limit(HistoryQuery.MaxLimit),
        Cursor = One("cursor"),
    };

    /// <summary>A question for the difference of two moments: <c>from</c>, <c>to</c>, <c>group</c>, <c>limit</c> and <c>cursor</c>.</summary>
    /// <exception cref="QueryException">A value is missing, or none that its parameter takes.</exception>
    public DiffQuery Diff() => new(Required("from"), Required("to")) { Groups = Groups(), Limit = Limit(DiffQuery.MaxLimit), Cursor = One("cursor") };

    /// <summary>The two moments of <c>from</c> and <c>to</c>.</summary>
    /// <exception cref="QueryException">A value is missing, or no moment.</exception>
    public (DateTimeOffset From, DateTimeOffset To) Stretch() => (Required("from"), Required("to"));

    /// <summary>A moment; null: the parameter is not there.</summary>
    /// <exception cref="QueryException">The value is no moment.</exception>
    public DateTimeOffset? Moment(string name) =>
        One(name) is not { } text ? null
        : Rfc3339.TryParse(text, out var moment) ? moment
        : throw QueryException.Wrong(name, Time);

    /// <summary>An offset that the answer must have seen; 0: the parameter is not there.</summary>
    /// <exception cref="QueryException">The value is no offset.</exception>
    public long MinOffset() =>
        One("minOffset") is not { } text ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset
        : throw QueryException.Wrong("minOffset", "an offset, 0 or more");

    private DateTimeOffset Required(string name) => Moment(name) ?? throw new QueryException(QueryFault.Missing, $"{name} is missing: it takes {Time}.", name);

    private int Limit(int most) =>
        One("limit") is not { } text ? DefaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && limit <= most ? limit
        : throw QueryException.Wrong("limit", $"1 to {most}");

    /// <summary>A prefix is itself a name that an id could have.</summary>
    private string Prefix() =>
        One("q") is not { } text ? "" : ClientId.TryParse(text, out _) ? text : throw QueryException.Wrong("q", $"the beginning of an id: {ClientId.Rule}");

    private List<T> Words<T>(string name) where T : struct, Enum
    {
        var found = new List<T>();
        foreach (var text in valuesOf(name))
            found.Add(Core.Vocabulary.Words.TryParse<T>(text, out var value) ? value : throw QueryException.Wrong(name, string.Join(", ", Core.Vocabulary.Words.All<T>())));
        return found;
    }

    private List<T> Each<T>(string name, Func<string, T?> parse, string takes) where T : class =>
        [.. valuesOf(name).Select(text => parse(text) ?? throw QueryException.Wrong(name, takes))];

    private string? One(string name) => valuesOf(name) switch
    {
        [] => null,
        [var only] => only,
        _ => throw QueryException.Wrong(name, "one value"),
    };
}
