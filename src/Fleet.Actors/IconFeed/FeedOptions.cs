namespace Fleet.Actors.IconFeed;

/// <summary>The sizes and times of the feed.</summary>
internal sealed record FeedOptions
{
    /// <summary>What a node uses.</summary>
    public static FeedOptions Default { get; } = new();

    /// <summary>Changes that all live readers share. One that is further behind reads the journal: a few seconds of a storm.</summary>
    public int WindowChanges { get; init; } = 16_384;

    /// <summary>Journal rows that the tail decodes at a time.</summary>
    public int TailRows { get; init; } = 1_000;

    /// <summary>Rows, or changes, that a reader takes at a time: with one that does not read on, so much stays in memory.</summary>
    public int ReaderRows { get; init; } = 128;

    /// <summary>A reader that nothing was told for so many rows is told how far it is.</summary>
    public int CheckpointRows { get; init; } = 10_000;

    /// <summary>A reader that nothing was told for so long is told how far it is, within twice that time.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often the journal is asked without a signal, for what other nodes write.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Under load, live readers are woken so far apart: each wake costs the same, whether for one change or a hundred.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>And so much further for each reader: however many there are, 50,000 wakes a second are the most.</summary>
    public TimeSpan PacePerReader { get; init; } = TimeSpan.FromMicroseconds(20);

    /// <summary>How long the store may owe an answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Wait before a journal that could not be read is tried again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);
}
