using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>
/// Where a client goes on after a report was refused with a time to come again. What it had sent after that report before it heard so
/// would only be refused as a gap: it is dropped untold.
/// </summary>
internal sealed class ReportResumption
{
    /// <summary>By then the refusal has crossed everything: who still leaves the number out is told so, as of any gap.</summary>
    private static readonly TimeSpan CrossesWithin = TimeSpan.FromSeconds(5);

    private long? _at;
    private DateTimeOffset _until;

    /// <summary>A number is refused, to be sent again.</summary>
    public void From(long seq, DateTimeOffset now)
    {
        if (!(_at <= seq))
            _at = seq;
        _until = now + CrossesWithin;
    }

    /// <summary>An answer that came late has settled all numbers up to this one.</summary>
    public void Settled(long seq)
    {
        if (_at <= seq)
            _at = seq + 1;
    }

    /// <summary>Whether a report comes in its turn: the number itself, one before it, or one whose client holds answers up to there.</summary>
    public bool Admits(ClientInput.Report report, DateTimeOffset now)
    {
        if (_at is not { } at)
            return true;
        if (report.Seq > at && report.Acked < at && now < _until)
            return false;
        _at = null;
        return true;
    }
}
