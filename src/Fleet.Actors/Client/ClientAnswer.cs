using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Client;

/// <summary>The answer to a command for one client, sent when all that it says is durable.</summary>
/// <param name="Client">The client.</param>
/// <param name="To">What is answered.</param>
/// <param name="Reply">The answer.</param>
/// <param name="Offset">A reader that has seen this offset sees what the answer says.</param>
/// <param name="Icon">The client's icon after the command; null if it does not exist.</param>
/// <param name="LastSeq">Number of the last report taken, reports that changed nothing included.</param>
public sealed record ClientAnswer(ClientId Client, Answered To, ClientReply Reply, long Offset, Icon? Icon, long LastSeq = 0);

/// <summary>Which command is answered: enough of it for who sent it, and small on the way between nodes.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Session">The session that it came through or was about; null: none.</param>
/// <param name="Seq">A report's number, or that of an offer or an update of a task; else 0.</param>
/// <param name="Round">The report's round; 0: an older node does not tell it.</param>
public readonly record struct Answered(AnsweredKind Kind, SessionId? Session = null, long Seq = 0, int Round = 0)
{
    /// <summary>Names a command.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is of an unknown kind.</exception>
    public static Answered Of(ClientCommand command) => command switch
    {
        TakeReport report => new Answered(AnsweredKind.Report, report.Via, report.Seq, report.Round),
        OpenSession hello => new Answered(AnsweredKind.Hello, hello.Session),
        EndSession end => new Answered(AnsweredKind.End, end.Session),
        Reconsider => new Answered(AnsweredKind.Age),
        Forget => new Answered(AnsweredKind.Forget),
        PutSettings or AnswerSettings => new Answered(AnsweredKind.Settings, (command as AnswerSettings)?.Via),
        PutNote or PutTag => new Answered(AnsweredKind.Mark),
        OfferTask offer => new Answered(AnsweredKind.TaskOffer, Seq: offer.Number),
        UpdateTask update => new Answered(AnsweredKind.TaskUpdate, update.Via, update.Number),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "unknown command"),
    };
}

/// <summary>The kinds of command; the numbers go between nodes.</summary>
public enum AnsweredKind
{
    /// <summary>A report.</summary>
    Report = 1,

    /// <summary>A session's hello.</summary>
    Hello = 2,

    /// <summary>A session's end.</summary>
    End = 3,

    /// <summary>A hint that the pattern is old.</summary>
    Age = 4,

    /// <summary>A forgetting.</summary>
    Forget = 5,

    /// <summary>A note or a tag.</summary>
    Mark = 6,

    /// <summary>Settings that are put, or the client's answer to some.</summary>
    Settings = 7,
    /// <summary>An offer of a task.</summary>
    TaskOffer = 11,

    /// <summary>What a client told of a task.</summary>
    TaskUpdate = 12,
}
