using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Store;

/// <summary>The read model at one offset.</summary>
public interface IReadSnapshot : IDisposable
{
    /// <summary>The last journal row that it contains.</summary>
    long Offset { get; }

    /// <summary>When that row was written; null: there is none.</summary>
    DateTimeOffset? RecordedAt { get; }

    /// <summary>All sets of tables, also those that are not read yet, or not any more.</summary>
    IReadOnlyList<Generation> Generations();

    /// <summary>One client; null if it does not exist.</summary>
    ClientRecord? Client(string client);

    /// <summary>Clients in an order, lazily.</summary>
    IEnumerable<ClientRecord> Clients(ClientScan scan);

    /// <summary>Clients in an order, lazily, and nothing of them but their facets: at a small part of the cost.</summary>
    IEnumerable<FoundClient> Find(ClientScan scan);

    /// <summary>How many clients a scan finds from its order's beginning on; null: it would take longer to count them than to read a page.</summary>
    long? Count(ClientScan scan);

    /// <summary>What is counted now, without what is 0.</summary>
    /// <param name="kind">What of.</param>
    /// <param name="group">Of one group; null: of all.</param>
    IReadOnlyList<(Cell Cell, long Clients)> Counts(CellKind kind, string? group = null);

    /// <summary>Names of groups that clients were ever counted in, in order.</summary>
    /// <param name="group">Only those after this one; null: from the start.</param>
    /// <param name="descending">The other way round.</param>
    /// <param name="limit">How many at most.</param>
    IReadOnlyList<string> GroupsAfter(string? group, bool descending, int limit);

    /// <summary>The last checkpoint at an offset or before it; 0: there is none, and everything was 0.</summary>
    long CheckpointBefore(long offset);

    /// <summary>What was counted at a checkpoint, without what was 0.</summary>
    IReadOnlyList<(Cell Cell, long Clients)> CountsAt(long checkpoint, CellKind kind, string? group = null);

    /// <summary>Rows of the journal that it leaves out, as they cannot be read.</summary>
    /// <param name="most">How many of them are named, the last ones first.</param>
    DamageFound Damage(int most = int.MaxValue);

    /// <summary>What operators did, in the order of the journal or the other way round.</summary>
    IReadOnlyList<RecordedAct> Acts(ActScan scan);

    /// <summary>Tasks and their targets.</summary>
    ITaskTables Tasks { get; }

    /// <summary>Clients whose pattern is up to date and was released up to a moment, the oldest release first.</summary>
    /// <param name="after">Only what comes after this place.</param>
    /// <param name="upTo">The moment, in milliseconds since the epoch.</param>
    /// <param name="limit">How many at most.</param>
    IReadOnlyList<AgingClient> Aging(AgingClient after, long upTo, int limit);

    /// <summary>Clients whose pattern is outdated although it was released after a moment, the oldest release first.</summary>
    /// <param name="after">Only what comes after this place.</param>
    /// <param name="limit">How many at most.</param>
    IReadOnlyList<AgingClient> Aged(AgingClient after, int limit);

    /// <summary>The node incarnations that clients have a session of.</summary>
    IReadOnlyList<int> Nodes();

    /// <summary>Clients that have a session of a node incarnation, in the order of ids.</summary>
    /// <param name="node">The incarnation.</param>
    /// <param name="after">Only ids after this one; empty: from the start.</param>
    /// <param name="limit">How many at most.</param>
    IReadOnlyList<HeldSession> SessionsOf(int node, string after, int limit);
}

/// <summary>A client that a scan found.</summary>
/// <param name="Client">Its id.</param>
/// <param name="Facet">Number of its facet.</param>
public readonly record struct FoundClient(string Client, int Facet);
