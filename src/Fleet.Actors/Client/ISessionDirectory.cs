using Akka.Actor;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Client;

/// <summary>Finds the actor that holds a client's session, on whatever node it is.</summary>
public interface ISessionDirectory
{
    /// <summary>Where messages for a session go; null if its node is gone, or does not hold it any more.</summary>
    ICanTell? Find(ClientId client, SessionId session);
}
