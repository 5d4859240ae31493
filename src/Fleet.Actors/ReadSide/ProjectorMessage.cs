using Fleet.ReadModel.Store;

namespace Fleet.Actors.ReadSide;

/// <summary>What a <see cref="ProjectorActor"/> takes.</summary>
internal abstract record ProjectorMessage
{
    private ProjectorMessage()
    {
    }

    /// <summary>Look whether the journal has grown elsewhere.</summary>
    public sealed record PollJournal : ProjectorMessage;

    /// <summary>The journal has grown on this node.</summary>
    public sealed record JournalGrew : ProjectorMessage;

    /// <summary>Do a piece of work.</summary>
    public sealed record Step : ProjectorMessage;

    /// <summary>Build the read model anew. Answered by a <see cref="ReadModelStatus"/>.</summary>
    public sealed record StartRebuild : ProjectorMessage;

    /// <summary>Asks for a <see cref="ReadModelStatus"/>.</summary>
    public sealed record TellStatus : ProjectorMessage;
}
