using Fleet.Actors.Levels;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Host.Settings;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Model;

namespace Fleet.Host.Http;

/// <summary>Clients as the API tells them, with what this node knows beside the journal: when it heard them last.</summary>
/// <remarks>Heartbeats are not journalled, and only the node that holds a session hears them: of another one's session, what the journal knows is told.</remarks>
internal sealed class ClientAnswers(SessionDirectory sessions, KnownLevels levels, FleetSettings settings, TimeProvider time)
{
    /// <summary>A client as it was.</summary>
    /// <param name="client">The client.</param>
    /// <param name="book">What the fleet and its groups said of settings then.</param>
    public static ClientJson Then(ClientRecord client, SettingsBook book) => ApiAnswers.Of(client.Client, client.State, client.Offset, client.LastSeen, book);

    /// <summary>A client as it is.</summary>
    /// <param name="client">The client.</param>
    /// <param name="state">Its state.</param>
    /// <param name="offset">Of its last row.</param>
    /// <param name="journalled">When the journal heard of it last.</param>
    public ClientJson Now(ClientId client, ClientState state, long offset, DateTimeOffset journalled)
    {
        var seen = LastSeen(client, state, journalled);
        return ApiAnswers.Of(
            client, state, offset, seen.At, levels.Book, state.Presence.Session is null ? null : seen.ProvenanceAt(time.GetUtcNow(), settings.Presence.Heartbeat), sessions.AwaitedSettings(client, state.Presence.Session));
    }

    /// <summary>When a client was heard last, as far as this node knows.</summary>
    public Sighting LastSeen(ClientId client, ClientState state, DateTimeOffset journalled) =>
        sessions.LastHeard(client, state.Presence.Session) is { } heard && heard.At >= journalled ? heard : new Sighting(journalled);

    /// <summary>Whether a client is there, by what was seen of it.</summary>
    public VerifiedJson Verification(ClientId client, ClientState state, Sighting seen)
    {
        var now = time.GetUtcNow();
        return state.Presence.Session is null
            ? new VerifiedJson(client, state.Connection, now, PresenceLink.None, null, null)
            : new VerifiedJson(client, state.Connection, seen.At, PresenceLink.Session, seen.ProvenanceAt(now, settings.Presence.Heartbeat), (long)seen.AgeAt(now).TotalSeconds);
    }
}
