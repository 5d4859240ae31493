using Akka.Actor;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>Asks for the actor of a stream that has just been opened; answered by its reference.</summary>
/// <param name="Port">The stream.</param>
public sealed record Attach(StreamPort Port);

/// <summary>A message came in on the stream.</summary>
/// <param name="Client">Whose, as a relay tells it; null on a stream of one client.</param>
/// <param name="Input">The message.</param>
/// <param name="Name">How a relay named the client, if that is no name of one.</param>
public sealed record Received(ClientId? Client, ClientInput Input, string? Name = null);

/// <summary>Nothing more comes in: the other side has completed the stream, or it broke.</summary>
public sealed record StreamEnded
{
    /// <summary>The only one.</summary>
    public static StreamEnded Instance { get; } = new();
}

/// <summary>The node leaves: answer what is under way, take nothing more, close.</summary>
/// <param name="AtOnce">Without waiting for answers: nobody is left to give them.</param>
public sealed record DrainStreams(bool AtOnce = false);

/// <summary>What is in force for the client of a session may be something else now.</summary>
/// <param name="Session">The session.</param>
/// <param name="Stream">Its stream's actor.</param>
internal sealed record JudgeSettings(LiveSession Session, IActorRef Stream);

/// <summary>The gate keeps a place for a report of a session.</summary>
/// <param name="Session">The session.</param>
internal sealed record TurnCame(LiveSession Session);
