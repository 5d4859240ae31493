namespace Fleet.Actors.Members;

/// <summary>
/// What this version reads beyond what the first one did. A node tells the others by a role for each, which it has from the moment at which it joins: so
/// what an older member would not understand, or lose, is written only once there is none. A word stays until no older version is about.
/// </summary>
public static class Reads
{
    /// <summary>The epochs of clients, in rows of the journal and in messages between nodes.</summary>
    public const string Epochs = "reads-epochs";

    /// <summary>What the server keeps of a client beside what that tells: that two machines use its id, and what operators say of it.</summary>
    public const string Marks = "reads-marks";

    /// <summary>What clients are managed by: what they understand, settings, tasks, and the acts of operators; rows of what is no client among them.</summary>
    public const string Managing = "reads-managing";

    /// <summary>Version 2 of the journal: it rises to that only then, as a node that does not know it could open no connection to the journal any more.</summary>
    public const string SecondJournal = "reads-journal-2";

    /// <summary>All of them: roles of every node of this version.</summary>
    public static IReadOnlyList<string> All { get; } = [Epochs, Marks, Managing, SecondJournal];
}
