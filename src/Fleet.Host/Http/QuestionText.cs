using System.Globalization;
using System.Text.RegularExpressions;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Http;

/// <summary>Reads questions from the parameters of an address. Every error names the parameter and what it takes.</summary>
/// <param name="valuesOf">The values of a parameter; empty: it is not there.</param>
internal sealed partial class QuestionText(Func<string, IReadOnlyList<string>> valuesOf)
{
    /// <summary>What <c>by</c> takes.</summary>
    public const string ByGroups = "group";

    /// <summary>Names in a question about acts: of operators, of what they do, of clients and of other things.</summary>
    public const string NamePattern = "^[A-Za-z0-9._:@/-]{1,256}$";

    /// <summary>A question for a page of clients.</summary>
    /// <exception cref="QueryException">A value is none that its parameter takes.</exception>
    public ClientsQuery Clients()
    {
        var sort = One("sort") ?? ClientsQuery.Sorts[0];
        var descending = sort.StartsWith('-');
        var order = ClientsQuery.Sorts.ToList().IndexOf(descending ? sort[1..] : sort);
        return order < 0
            ? throw QueryException.Wrong("sort", $"{string.Join(", ", ClientsQuery.Sorts)}, and each with - before it")
            : new ClientsQuery
            {
                Filter = Filter(),
                At = Moment("at"),
                Order = (ClientOrder)order,
                Descending = descending,
                Limit = Limit(),
                Cursor = One("cursor"),
            };
    }

    /// <summary>A question for a page of groups: <c>group</c>, <c>at</c>, <c>limit</c> and <c>cursor</c>; null: <c>by</c> does not ask for them.</summary>
    /// <exception cref="QueryException">A value is none that its parameter takes.</exception>
    public GroupsQuery? ByGroup()
    {
        var query = new GroupsQuery { Groups = Groups(), At = Moment("at"), Limit = Limit(), Cursor = One("cursor") };
        return One("by") switch
        {
            ByGroups => query,
            null when query.Cursor is null => null,
            null => throw new QueryException(QueryFault.BadCursor, "cursor takes what the page before gave as next, to the same question.", "cursor"),
            _ => throw QueryException.Wrong("by", ByGroups),
        };
    }

    /// <summary>A question for a page of changes: the filters, <c>from</c>, <c>to</c>, <c>limit</c> and <c>cursor</c>.</summary>
    /// <exception cref="QueryException">A value is missing, or none that its parameter takes.</exception>
    public ChangesQuery Changes() => new(Required("from"), Moment("to")) { Filter = Filter(), Limit = Limit(), Cursor = One("cursor") };

    /// <summary>A question for a page of what operators did: <c>from</c>, <c>to</c>, <c>who</c>, <c>what</c>, <c>target</c>, <c>sort</c>, <c>limit</c> and <c>cursor</c>.</summary>
    /// <exception cref="QueryException">A value is none that its parameter takes.</exception>
    public AuditQuery Audit() => new()
    {
        From = Moment("from"),
        To = Moment("to"),
        Who = Names("who"),
        What = Names("what"),
        Targets = Names("target"),
        Descending = LatestFirst(),
        Limit = Limit(),
        Cursor = One("cursor"),
    };

    /// <summary>The groups of <c>group</c>; empty: all.</summary>
    /// <exception cref="QueryException">A value is no name of a group.</exception>
    public IReadOnlyList<GroupName> Groups() => ClientFilters.Group.Read(valuesOf(ClientFilters.Group.Name));

    /// <summary>A question for a page of a client's history: <c>at</c>, <c>sort</c>, <c>limit</c> and <c>cursor</c>.</summary>
    /// <exception cref="QueryException">A value is none that its parameter takes.</exception>
    public HistoryQuery History(ClientId client) => new(client)
    {
        At = Moment("at"),
        Descending = LatestFirst(),
        Limit = Limit(),
        Cursor = One("cursor"),
    };

    /// <summary>A question for a page of what a level said of settings: <c>at</c>, <c>sort</c>, <c>limit</c> and <c>cursor</c>.</summary>
    /// <param name="rows">Of which level.</param>
    /// <exception cref="QueryException">A value is none that its parameter takes.</exception>
    public LevelHistoryQuery LevelHistory(LevelHistoryQuery rows) => rows with { At = Moment("at"), Descending = LatestFirst(), Limit = PageLimit(), Cursor = PageCursor() };

    /// <summary>A question for a page of tasks: <c>state</c>, <c>kind</c>, <c>limit</c> and <c>cursor</c>.</summary>
    /// <exception cref="QueryException">A value is none that its parameter takes.</exception>
    public TasksQuery Tasks() => new(Words<TaskState>("state"), Words<TaskKind>("kind"), Limit(), One("cursor"));

    /// <summary>A question for a page of the targets of a task: <c>state</c>, <c>limit</c> and <c>cursor</c>.</summary>
    /// <exception cref="QueryException">A value is none that its parameter takes.</exception>
    public TargetsQuery Targets(TaskId task) => new(task, Words<TargetState>("state"), Limit(), One("cursor"));

    /// <summary>A question for a page of the tasks of a client: <c>limit</c> and <c>cursor</c>.</summary>
    /// <exception cref="QueryException">A value is none that its parameter takes.</exception>
    public TasksOfClientQuery TasksOf(ClientId client) => new(client, Limit(), One("cursor"));

    /// <summary>A question for the difference of two moments: <c>from</c>, <c>to</c>, <c>group</c>, <c>limit</c> and <c>cursor</c>.</summary>
    /// <exception cref="QueryException">A value is missing, or none that its parameter takes.</exception>
    public DiffQuery Diff() => new(Required("from"), Required("to")) { Groups = Groups(), Limit = Limit(), Cursor = One("cursor") };

    /// <summary>The two moments of <c>from</c> and <c>to</c>.</summary>
    /// <exception cref="QueryException">A value is missing, or no moment.</exception>
    public (DateTimeOffset From, DateTimeOffset To) Stretch() => (Required("from"), Required("to"));

    /// <summary>A moment; null: the parameter is not there.</summary>
    /// <exception cref="QueryException">The value is no moment.</exception>
    public DateTimeOffset? Moment(string name) =>
        One(name) is not { } text ? null
        : Rfc3339.TryParse(text, out var moment) ? moment
        : throw QueryException.Wrong(name, Rfc3339.Rule);

    /// <summary>An offset that the answer must have seen; 0: the parameter is not there.</summary>
    /// <exception cref="QueryException">The value is no offset.</exception>
    public long MinOffset() =>
        One("minOffset") is not { } text ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset
        : throw QueryException.Wrong("minOffset", "an offset, 0 or more");

    /// <summary>How many items a page has: <c>limit</c>.</summary>
    /// <exception cref="QueryException">It is none that a page takes.</exception>
    public int PageLimit() => Limit();

    /// <summary>Of the page before: <c>cursor</c>; null: the first page is wanted.</summary>
    /// <exception cref="QueryException">It is there more than once.</exception>
    public string? PageCursor() => One("cursor");


    /// <summary>The clients that the filters take.</summary>
    /// <exception cref="QueryException">A value is none that its parameter takes.</exception>
    public ClientFilter Filter() => ClientFilters.Rows.Aggregate(ClientFilter.All, (filter, row) => row.Read(filter, valuesOf(row.Name)));

    private List<T> Words<T>(string name) where T : struct, Enum =>
        [.. valuesOf(name).Select(word => Core.Vocabulary.Words.TryParse<T>(word, out var value) ? value : throw QueryException.Wrong(name, $"one of {string.Join(", ", Core.Vocabulary.Words.All<T>())}"))];

    private bool LatestFirst() => One("sort") switch
    {
        null or "offset" => false,
        "-offset" => true,
        _ => throw QueryException.Wrong("sort", "offset or -offset"),
    };

    private IReadOnlyList<string> Names(string name) => valuesOf(name) is var texts && texts.All(text => AName().IsMatch(text))
        ? texts
        : throw QueryException.Wrong(name, "1 to 256 letters, digits and ._:@/-");

    [GeneratedRegex(NamePattern, RegexOptions.NonBacktracking)]
    private static partial Regex AName();

    private DateTimeOffset Required(string name) => Moment(name) ?? throw new QueryException(QueryFault.Missing, $"{name} is missing: it takes {Rfc3339.Rule}.", name);

    private int Limit() =>
        One("limit") is not { } text ? PageLimits.Usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= PageLimits.Most ? limit
        : throw QueryException.Wrong("limit", $"1 to {PageLimits.Most}");

    private string? One(string name) => valuesOf(name) switch
    {
        [] => null,
        [var only] => only,
        _ => throw QueryException.Wrong(name, "one value"),
    };
}
