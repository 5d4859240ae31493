using System.Collections.Immutable;

namespace Fleet.Core.Clients;

/// <summary>What follows from a command.</summary>
/// <param name="Events">To be made durable and applied, in this order, before the reply is sent. Few: one or two, and one for each of the client's tasks that changes with them.</param>
/// <param name="Memory">The memory after the command.</param>
/// <param name="Reply">The answer.</param>
public sealed record Decision(ImmutableArray<ClientEvent> Events, ClientMemory Memory, ClientReply Reply)
{
    internal static Decision Nothing(ClientMemory memory, ClientReply reply) => new([], memory, reply);
}
