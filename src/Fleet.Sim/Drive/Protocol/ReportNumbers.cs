namespace Fleet.Sim.Drive.Protocol;

/// <summary>
/// The numbers of one client's reports: answered ≤ sent ≤ told. A report is answered once it is acked or refused for
/// good, and so is every report before it; answers that come out of order wait in a mask until the gap before them closes.
/// </summary>
internal struct ReportNumbers
{
    /// <summary>Most reports under way at once: the width of the mask.</summary>
    public const int WidestWindow = 64;

    private ulong _refused;

    /// <summary>Highest number up to which there are answers.</summary>
    public long Answered { get; private set; }

    /// <summary>Highest number that is under way in this session.</summary>
    public long Sent { get; private set; }

    /// <summary>Highest number given to a report.</summary>
    public long Told { get; private set; }

    /// <summary>Highest number that was ever sent.</summary>
    public long Highest { get; private set; }

    /// <summary>Numbers that were not this client's, but of an earlier life of it on the same server.</summary>
    public long Foreign { get; private set; }

    /// <summary>Some reports have no answer yet.</summary>
    public readonly bool Wait => Told > Answered;

    /// <summary>Some reports are under way.</summary>
    public readonly bool UnderWay => Sent > Answered;

    public void Tell() => Told++;

    /// <summary>The last reports are gone, and were never sent.</summary>
    public void Untell(long count) => Told -= count;

    /// <summary>Numbers begin at 1 again: what has no answer gets the first ones.</summary>
    public void BeginAnew()
    {
        Told -= Answered;
        (Answered, Sent, Highest, Foreign, _refused) = (0, 0, 0, 0, 0);
    }

    /// <summary>
    /// A cumulative ack; also of what was put off meanwhile, as a report that was given up may still have been taken. Returns
    /// false if it answers nothing new, or something that was never sent.
    /// </summary>
    public bool Ack(long seq)
    {
        if (seq <= Answered || seq > Highest)
            return false;
        Advance(seq);
        Sent = Math.Max(Sent, Answered);
        return true;
    }

    /// <summary>A number is used up. Returns false if it is not under way, or was refused before.</summary>
    public bool Refuse(long seq)
    {
        if (seq <= Answered || seq > Sent || (_refused & Bit(seq)) != 0)
            return false;
        _refused |= Bit(seq);
        Advance(Answered);
        return true;
    }

    /// <summary>Everything from that number on has to be sent again. Returns false if none of it is under way.</summary>
    public bool Rewind(long seq)
    {
        seq = Math.Max(seq, Answered + 1);
        if (seq > Sent)
            return false;
        Sent = seq - 1;
        // A server that forgot them would see a gap where a number was refused for good: those are sent again as well.
        _refused &= Bit(seq) - 1;
        return true;
    }

    /// <summary>
    /// A new session begins: what has no answer is sent again. Where the server holds more than this client ever sent, the
    /// numbers are of an earlier life: the client goes on after them, and what waits gets new numbers.
    /// </summary>
    /// <returns>By how much the numbers of what waits have grown.</returns>
    public long Resume(long held)
    {
        Rewind(Answered + 1);
        var shift = held > Highest ? held - Answered : 0;
        Foreign += shift;
        Told += shift;
        Answered = Math.Max(Answered, held);
        Sent = Answered;
        return shift;
    }

    /// <summary>Takes what the window leaves room for, up to a last number; false if that is nothing.</summary>
    public bool Take(int window, long last, out long from, out long through)
    {
        from = Sent + 1;
        through = Math.Min(last, Answered + window);
        if (through < from)
            return false;
        Sent = through;
        Highest = Math.Max(Highest, through);
        return true;
    }

    private void Advance(long seq)
    {
        var by = seq - Answered;
        Answered = seq;
        _refused = by < WidestWindow ? _refused >> (int)by : 0;
        for (; (_refused & 1) != 0; _refused >>= 1)
            Answered++;
    }

    private readonly ulong Bit(long seq) => 1UL << (int)(seq - Answered - 1);
}
