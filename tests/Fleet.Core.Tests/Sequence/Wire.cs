using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Tests.Sequence;

/// <summary>One session: in order in either direction, until it breaks.</summary>
public sealed record Wire(SessionId Session)
{
    public Queue<ClientCommand> ToServer { get; private set; } = new();

    public Queue<ClientReply> ToClient { get; } = new();

    /// <summary>All answers are lost, and the messages but for the first few; the server notices at last.</summary>
    public void Break(int messagesThatArrive)
    {
        ToClient.Clear();
        ToServer = new(ToServer.Take(messagesThatArrive));
        ToServer.Enqueue(new EndSession(Session, PresenceCause.Broken));
    }
}
