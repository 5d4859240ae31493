using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Client;

/// <summary>A message for one client, as the shard region routes it.</summary>
/// <param name="Client">The client.</param>
/// <param name="Body">A <see cref="ClientCommand"/> or <see cref="GetClient"/>.</param>
/// <param name="Deadline">After this moment (by the server's clock) a report is refused, not folded late; null: no deadline.</param>
public sealed record ToClient(ClientId Client, object Body, DateTimeOffset? Deadline = null);

/// <summary>Asks for <see cref="ClientView"/>. Creates nothing.</summary>
public sealed record GetClient;

/// <summary>A client as its actor knows it.</summary>
/// <param name="Client">The client.</param>
/// <param name="State">The fold of its events; does not exist if it never reported or was forgotten.</param>
/// <param name="Offset">Offset of its last row; 0: there is none.</param>
/// <param name="RecordedAt">When the last row was written.</param>
public sealed record ClientView(ClientId Client, ClientState State, long Offset, DateTimeOffset RecordedAt);

/// <summary>The answer to a command for one client, sent when all that it says is durable.</summary>
/// <param name="Client">The client.</param>
/// <param name="Command">The command that is answered.</param>
/// <param name="Reply">The answer.</param>
/// <param name="Offset">A reader that has seen this offset sees what the answer says.</param>
/// <param name="Icon">The client's icon after the command; null if it does not exist.</param>
/// <param name="LastSeq">Number of the last report taken, reports that changed nothing included.</param>
public sealed record ClientAnswer(ClientId Client, ClientCommand Command, ClientReply Reply, long Offset, Icon? Icon, long LastSeq = 0);

/// <summary>Told to the client's session when the icon changed.</summary>
public sealed record IconPushed(
    ClientId Client, SessionId Session, IconChange Change, DateTimeOffset ObservedAt, DateTimeOffset RecordedAt, long Offset);

/// <summary>Told to a session that is over without an end of its own: a newer one has taken its place, or its client was forgotten.</summary>
public sealed record SessionOver(ClientId Client, SessionId Session, ClosingReason Reason);
