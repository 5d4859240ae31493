namespace Fleet.Actors.Sessions;

/// <summary>How many streams of a node are not read for now, by the reason. Safe to use from any thread.</summary>
public sealed class UnreadStreams
{
    private int _ofCredit;
    private int _ofMemory;

    /// <summary>How many are not read for this reason.</summary>
    public int Of(Unread why) => why switch
    {
        Unread.Credit => Volatile.Read(ref _ofCredit),
        Unread.Memory => Volatile.Read(ref _ofMemory),
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, "no reason not to read"),
    };

    /// <summary>The reason of one stream is another from now on.</summary>
    internal void Change(Unread from, Unread to)
    {
        Count(from, -1);
        Count(to, 1);
    }

    private void Count(Unread why, int by)
    {
        if (why == Unread.Credit)
            Interlocked.Add(ref _ofCredit, by);
        else if (why == Unread.Memory)
            Interlocked.Add(ref _ofMemory, by);
    }
}

/// <summary>Why a stream is not read for now.</summary>
public enum Unread
{
    /// <summary>It is read.</summary>
    None,

    /// <summary>The clients of a relay have as many reports under way as they are asked to have.</summary>
    Credit,

    /// <summary>The node holds as many reports as it has memory for, and some are this stream's.</summary>
    Memory,
}
