using System.Runtime.InteropServices;
using Fleet.Protocol.Wire;

namespace Fleet.Actors.Sessions;

/// <summary>A session's reports without an answer, in the order in which they came: the first ones are under way, the others wait.</summary>
internal sealed class ReportQueue
{
    private readonly List<HeldReport> _reports = [];
    private long _highest;

    public int Count => _reports.Count;

    /// <summary>How many of them are under way.</summary>
    public int UnderWay { get; private set; }

    /// <summary>Some are not under way.</summary>
    public bool HasWaiting => UnderWay < _reports.Count;

    public HeldReport this[int index] => _reports[index];

    /// <summary>A report of that number is among them.</summary>
    public bool Has(long seq) => _reports.Count > 0 && seq <= _highest && _reports.Exists(held => held.Report.Seq == seq);

    /// <summary>Where a number is among those under way; negative: nowhere.</summary>
    public int Find(long seq) => _reports.FindIndex(0, UnderWay, held => held.Report.Seq == seq);

    public void Add(ClientInput.Report report, DateTimeOffset now)
    {
        _highest = _reports.Count == 0 ? report.Seq : Math.Max(_highest, report.Seq);
        _reports.Add(new HeldReport(report, now, SentAt: default));
    }

    /// <summary>The next one that waits is under way from now on.</summary>
    public ClientInput.Report Send(DateTimeOffset now)
    {
        ref var next = ref CollectionsMarshal.AsSpan(_reports)[UnderWay++];
        next = next with { SentAt = now };
        return next.Report;
    }

    /// <summary>What was under way waits again.</summary>
    public void Rewind() => UnderWay = 0;

    /// <summary>The first ones have their answers, or get none.</summary>
    public void RemoveFirst(int count)
    {
        _reports.RemoveRange(0, count);
        UnderWay = Math.Max(0, UnderWay - count);
    }

    /// <summary>What waits goes.</summary>
    public void RemoveWaiting() => _reports.RemoveRange(UnderWay, _reports.Count - UnderWay);
}
