using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Store;

/// <summary>A client by its pattern's release, as a place in the order of releases.</summary>
/// <param name="ReleasedAt">When its pattern was released, in milliseconds since the epoch.</param>
/// <param name="Client">Its id.</param>
public readonly record struct AgingClient(long ReleasedAt, string Client)
{
    /// <summary>Before every other.</summary>
    public static AgingClient First { get; } = new(long.MinValue, "");
}

/// <summary>A client and its session.</summary>
/// <param name="Client">The client.</param>
/// <param name="Session">The session that it has, as far as the read model knows.</param>
public readonly record struct HeldSession(ClientId Client, SessionId Session);
