using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Client;

/// <summary>A message for one client, as the shard region routes it.</summary>
/// <param name="Client">The client.</param>
/// <param name="Body">A <see cref="ClientCommand"/> or <see cref="GetClient"/>.</param>
/// <param name="Deadline">Past it a command is refused, not carried out late: whoever sent it has given it up by then; null: no deadline.</param>
/// <param name="MayRedirect">Of a hello: if its session is another node's, the client may be sent to this one.</param>
public sealed record ToClient(ClientId Client, object Body, Deadline? Deadline = null, bool MayRedirect = false);

/// <summary>Asks for <see cref="ClientView"/>. Creates nothing.</summary>
public sealed record GetClient;

/// <summary>A client as its actor knows it.</summary>
/// <param name="Client">The client.</param>
/// <param name="State">The fold of its events; does not exist if it never reported or was forgotten.</param>
/// <param name="Offset">Offset of its last row; 0: there is none.</param>
/// <param name="RecordedAt">When the last row was written.</param>
/// <param name="Damage">Why nothing of the client is known: its last row cannot be read. Null: it is known.</param>
public sealed record ClientView(ClientId Client, ClientState State, long Offset, DateTimeOffset RecordedAt, string? Damage = null);
