using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.Actors.Members;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Sessions;

/// <summary>Asks sessions, on whatever node they are, whether their clients are really there.</summary>
/// <param name="sessions">The sessions of the whole cluster.</param>
/// <param name="read">Whether every member understands the question.</param>
/// <param name="presence">How long an answer may take.</param>
public sealed class SessionQuestions(ISessionDirectory sessions, ReadByAll read, PresenceSettings presence)
{
    /// <summary>Asks one.</summary>
    /// <param name="client">The client.</param>
    /// <param name="session">Its session.</param>
    /// <param name="least">So much time it has at least, however short silence is borne.</param>
    /// <param name="cancel">Nobody waits for the answer.</param>
    /// <returns>The answer; null: there is nobody to ask, as the session's node is gone, or may be of an older version.</returns>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public async Task<SessionVerified?> Verify(ClientId client, SessionId session, TimeSpan least, CancellationToken cancel)
    {
        if (!read.IsSo || sessions.Find(client, session) is not { } holder)
            return null;
        var patience = presence.VerifiedWithin > least ? presence.VerifiedWithin : least;
        try
        {
            return await holder.Ask<SessionVerified>(new SessionAsked(client, session), patience, cancel);
        }
        catch (AskTimeoutException late)
        {
            throw new TimeoutException($"The session of client {client} did not answer within {patience.TotalSeconds} s.", late);
        }
    }
}
