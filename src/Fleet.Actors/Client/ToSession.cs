using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Client;

/// <summary>What a client's actor tells its session without being asked.</summary>
/// <param name="Client">The client.</param>
/// <param name="Session">The session.</param>
public abstract record ToSession(ClientId Client, SessionId Session);

/// <summary>Told to the client's session when the icon changed.</summary>
public sealed record IconPushed(
    ClientId Client, SessionId Session, IconChange Change, DateTimeOffset ObservedAt, DateTimeOffset RecordedAt, long Offset) : ToSession(Client, Session);

/// <summary>Told to the client's session when something changed that the deployment of settings has to know; only if the client understands settings.</summary>
public sealed record ManagedPushed(ClientId Client, SessionId Session, ManagedClient Managed) : ToSession(Client, Session);

/// <summary>Told to the client's session when the client is to be sent a task.</summary>
/// <param name="Client">See <see cref="ToSession"/>.</param>
/// <param name="Session">See <see cref="ToSession"/>.</param>
/// <param name="Task">The task, and which attempt.</param>
public sealed record TaskSent(ClientId Client, SessionId Session, ClientTask Task) : ToSession(Client, Session);

/// <summary>
/// Told to a session that is over without an end of its own: a newer one has taken its place, its client was forgotten, or it never
/// began because the client is sent to another node.
/// </summary>
/// <param name="Client">See <see cref="ToSession"/>.</param>
/// <param name="Session">See <see cref="ToSession"/>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Address">Where the client is sent; null: nowhere.</param>
public sealed record SessionOver(ClientId Client, SessionId Session, ClosingReason Reason, string? Address = null) : ToSession(Client, Session);
