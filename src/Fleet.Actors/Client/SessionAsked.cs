using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Client;

/// <summary>Asks a session whether its client is really there. Answered by <see cref="SessionVerified"/>, by the session or by the node that would hold it.</summary>
public sealed record SessionAsked(ClientId Client, SessionId Session) : ToSession(Client, Session);

/// <summary>Whether the client of a session is there.</summary>
/// <param name="Client">The client.</param>
/// <param name="Session">The session.</param>
/// <param name="Seen">When it was heard last, which is just now where it answered; null: the session is over, or nobody holds it.</param>
public sealed record SessionVerified(ClientId Client, SessionId Session, Sighting? Seen);
