using Fleet.Actors.ReadModel.Model;
using Fleet.Actors.ReadModel.Source;
using Fleet.Actors.ReadModel.Store;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.ReadModel.Queries;

/// <summary>Answers questions about the fleet. Each answer is true at one offset, which it tells.</summary>
/// <remarks>Every member throws <see cref="QueryException"/> if it has no answer; none writes anything.</remarks>
public sealed class FleetQueries : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private readonly IReadStore _store;
    private readonly JournalPool _journals;

    internal FleetQueries(IReadStore store, Func<IJournalSource?> openJournal)
    {
        _store = store;
        _journals = new JournalPool(openJournal);
    }

    /// <summary>A page of clients.</summary>
    public ClientPage Clients(ClientsQuery query) => Read(snapshot => ClientLists.Page(snapshot, query));

    /// <summary>One client as it is now.</summary>
    public ClientRecord Client(ClientId client) => Read(snapshot => snapshot.Client(client.Value)) ?? throw Absent(client);

    /// <summary>The counts of now.</summary>
    /// <param name="groups">Of these groups; empty: of all.</param>
    public FleetSummary Summary(IReadOnlyList<GroupName> groups) => Read(snapshot => Summaries.Now(snapshot, groups));

    /// <summary>The counts at a moment of the past, by the journal's clock.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="groups">Of these groups; empty: of all.</param>
    public FleetSummary Summary(DateTimeOffset at, IReadOnlyList<GroupName> groups) =>
        Past(journal => Read(snapshot => Summaries.At(snapshot, journal, MarkOf(journal, at, "at"), at, groups)), "at");

    /// <inheritdoc/>
    public void Dispose() => _journals.Dispose();

    private T Read<T>(Func<IReadSnapshot, T> ask)
    {
        try
        {
            using var snapshot = _store.Snapshot();
            return ask(snapshot);
        }
        catch (Exception e) when (e is ReadModelUnavailableException || _store.IsDamage(e))
        {
            throw new QueryException(QueryFault.Rebuilding, "The read model is being built from the journal.", retryAfter: Soon);
        }
    }

    /// <summary>Asks the journal; an empty one has no past.</summary>
    private T Past<T>(Func<IJournalSource, T> ask, string parameter) where T : class =>
        _journals.Ask<T?>(ask, null) ?? throw Early(parameter);

    private static JournalMark MarkOf(IJournalSource journal, DateTimeOffset moment, string parameter) => journal.At(moment) ?? throw Early(parameter);

    private static QueryException Early(string parameter) =>
        new(QueryFault.BeforeBegin, $"{parameter} takes a moment since the journal began.", parameter);

    private QueryException Absent(ClientId client) => _journals.Ask(journal => journal.LastRow(client.Value, long.MaxValue), null) is null
        ? new QueryException(QueryFault.NotFound, "There is no such client.")
        : new QueryException(QueryFault.Forgotten, "The client was forgotten; its history is kept.");
}
