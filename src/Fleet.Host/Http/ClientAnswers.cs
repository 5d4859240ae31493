using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Host.Settings;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Model;

namespace Fleet.Host.Http;

/// <summary>Clients as the API tells them, with what this node knows beside the journal: when it heard them last.</summary>
/// <remarks>Heartbeats are not journalled, and only the node that holds a session hears them: of another one's session, what the journal knows is told.</remarks>
internal sealed class ClientAnswers(SessionDirectory sessions, FleetSettings settings, TimeProvider time)
{
    /// <summary>A client as it was.</summary>
    public static ClientJson Then(ClientRecord client) => ApiAnswers.Of(client.Client, client.State, client.Offset, client.LastSeen);

    /// <summary>A client as it is.</summary>
    /// <param name="client">The client.</param>
    /// <param name="state">Its state.</param>
    /// <param name="offset">Of its last row.</param>
    /// <param name="journalled">When the journal heard of it last.</param>
    public ClientJson Now(ClientId client, ClientState state, long offset, DateTimeOffset journalled)
    {
        var seen = LastSeen(client, state, journalled);
        return ApiAnswers.Of(client, state, offset, seen.At, state.Presence.Session is null ? null : Belief(seen));
    }

    /// <summary>When a client was heard last, as far as this node knows.</summary>
    public Sighting LastSeen(ClientId client, ClientState state, DateTimeOffset journalled) =>
        sessions.LastHeard(client, state.Presence.Session) is { } heard && heard.At >= journalled ? heard : new Sighting(journalled);

    /// <summary>What a sighting is worth now.</summary>
    public Belief Belief(Sighting seen) => Http.Belief.Of(seen, time.GetUtcNow(), settings.Presence.Heartbeat);
}

/// <summary>What "online" stands on.</summary>
/// <param name="Provenance">How the client is known to be there.</param>
/// <param name="AgeSeconds">How long ago it was heard.</param>
internal readonly record struct Belief(Provenance Provenance, long AgeSeconds)
{
    /// <summary>What a sighting is worth.</summary>
    /// <param name="seen">The sighting.</param>
    /// <param name="now">At this moment.</param>
    /// <param name="heartbeat">By the settings.</param>
    public static Belief Of(Sighting seen, DateTimeOffset now, TimeSpan heartbeat) => new(seen.ProvenanceAt(now, heartbeat), (long)seen.AgeAt(now).TotalSeconds);
}
