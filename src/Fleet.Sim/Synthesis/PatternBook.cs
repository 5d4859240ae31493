using System.Globalization;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Sim.Scenario;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Synthesis;

/// <summary>The patterns of a run, and how a client tells which it holds.</summary>
internal sealed class PatternBook
{
    private static readonly TimeSpan FirstBeforeStart = TimeSpan.FromHours(6);

    /// <summary>Older than any sensible setting of the age.</summary>
    private static readonly TimeSpan OldBeforeStart = TimeSpan.FromDays(60);

    private readonly PatternForm _form;
    private readonly long[] _released;
    private readonly ReportedPattern[] _current;
    private readonly ReportedPattern _old;

    public PatternBook(PatternForm form, IEnumerable<Storm> storms)
    {
        _form = form;
        _released = [long.MinValue, .. storms.Where(s => s.Kind == StormKind.PatternRelease).Select(s => WholeMicroseconds.Of(s.At)).Order()];
        _current =
        [
            .. _released.Select((at, number) => Told(
                PatternStatus.UpToDate, number + 1, number == 0 ? RunTime.Start - FirstBeforeStart : RunTime.Start + WholeMicroseconds.ToTime(at))),
        ];
        _old = Told(PatternStatus.Outdated, 0, RunTime.Start - OldBeforeStart);
    }

    /// <summary>Whether the client's words tell the status itself.</summary>
    public bool ByStatus => _form == PatternForm.Status;

    /// <summary>Number of the newest release at a moment, from 0.</summary>
    public byte NewestAt(long now)
    {
        var number = _released.Length - 1;
        while (_released[number] > now)
            number--;
        return (byte)number;
    }

    /// <summary>What a client tells that holds this release, or an old one.</summary>
    public ReportedPattern Of(PatternStatus status, byte release) => status == PatternStatus.Outdated ? _old : _current[ByStatus ? 0 : release];

    private ReportedPattern Told(PatternStatus status, int number, DateTimeOffset releasedAt) => ByStatus
        ? new ReportedPattern.OfStatus(status)
        : new ReportedPattern.OfRelease(string.Create(CultureInfo.InvariantCulture, $"1.{number:000}.00"), releasedAt);
}
