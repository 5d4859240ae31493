using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>What a client tells of its tasks in one session: one after the other, each until its actor has answered, as the client gets no ack for it.</summary>
internal sealed class SessionTasks(ClientId client, SessionId session, Capabilities understands, SessionPorts ports)
{
    /// <summary>How much may wait for its turn: more than a client can have under way.</summary>
    private const int MostWaiting = 128;

    private static readonly Refusal TooMany = new(RefusalCode.WindowExceeded, $"At most {MostWaiting} updates of tasks may be under way.", "taskUpdate", TimeSpan.FromSeconds(1));

    private readonly Queue<UpdateTask> _updates = new();
    private long _number;

    /// <summary>When the first one is told again.</summary>
    public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>The client told something.</summary>
    public void Take(ClientInput.TaskUpdate told)
    {
        if (_updates.Count == MostWaiting)
        {
            ports.Notice(client, understands, ServerMessages.Notice(0, TooMany));
            return;
        }

        _updates.Enqueue(new UpdateTask(told.Task, told.Attempt, told.State, told.Detail, session) { Number = ++_number });
        if (_updates.Count == 1)
            TellFirst();
    }

    /// <summary>The client's actor has answered one.</summary>
    public void OnAnswer(ClientAnswer answer)
    {
        if (!_updates.TryPeek(out var first) || first.Number != answer.To.Seq)
            return;
        if (answer.Reply is Refused { Refusal: { RetryAfter: { } later } })
        {
            Due = ports.Now + later;
            return;
        }

        if (answer.Reply is Refused refused)
            ports.Notice(client, understands, ServerMessages.Notice(0, refused.Refusal));
        _updates.Dequeue();
        TellFirst();
    }

    /// <summary>Time has passed.</summary>
    public void OnTick()
    {
        if (Due <= ports.Now)
            TellFirst();
    }

    private void TellFirst()
    {
        Due = DateTimeOffset.MaxValue;
        if (!_updates.TryPeek(out var first))
            return;
        Due = ports.Now + SessionPorts.AnswerWithin;
        ports.Tell(client, first, SessionPorts.BegunWithin);
    }
}
