using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Store;

/// <summary>Finds the clients that have to be looked after without a report of theirs, each page by one range of an index.</summary>
internal interface ISweepIndex
{
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

/// <summary>A client by its pattern's release, as a place in the order of releases.</summary>
/// <param name="ReleasedAt">When its pattern was released, in milliseconds since the epoch.</param>
/// <param name="Client">Its id.</param>
internal readonly record struct AgingClient(long ReleasedAt, string Client)
{
    /// <summary>Before every other.</summary>
    public static AgingClient First { get; } = new(long.MinValue, "");
}

/// <summary>A client and its session.</summary>
internal readonly record struct HeldSession(ClientId Client, SessionId Session);
