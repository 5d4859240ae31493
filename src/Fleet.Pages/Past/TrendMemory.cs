using System.Collections.Concurrent;
using Fleet.Pages.Answers;
using Fleet.Pages.Parts;

namespace Fleet.Pages.Past;

/// <summary>Finds out how the counts went. What was at a moment does not change any more, so it is asked for once, whoever looks.</summary>
internal sealed class TrendMemory(IFleetQuestions questions) : IDisposable
{
    private const int Points = 24;

    /// <summary>Beyond so many moments all are forgotten: whoever looks asks for his again.</summary>
    private const int MostKept = 2_000;

    /// <summary>A moment may still be written about as long as this.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan[] Steps =
    [
        .. new[] { 1, 2, 5, 10, 30 }.Select(seconds => TimeSpan.FromSeconds(seconds)), .. new[] { 1, 2, 5, 10, 15, 30 }.Select(minutes => TimeSpan.FromMinutes(minutes)),
        .. new[] { 1, 2, 3, 6, 12, 24, 48, 168 }.Select(hours => TimeSpan.FromHours(hours)),
    ];

    private readonly ConcurrentDictionary<DateTimeOffset, TrendPoint> _known = new();

    /// <summary>One at a time, whoever looks: the host answers two such questions at once, and a page that somebody waits for asks them, too.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>The same as <see cref="Get"/>, where next to nothing has to be asked for it; else null.</summary>
    public async Task<Trend?> GetKnown(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, CancellationToken cancel) =>
        MomentsOf(from, to).All(at => at >= now - Settled || _known.ContainsKey(at)) ? await Get(from, to, now, cancel) : null;

    /// <summary>The counts from one moment to another, at round moments in between.</summary>
    public async Task<Trend> Get(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, CancellationToken cancel)
    {
        var points = new List<TrendPoint>();
        foreach (var at in MomentsOf(from, to))
            points.Add(await At(at, now, cancel));
        return new Trend(from, to, points);
    }

    private static List<DateTimeOffset> MomentsOf(DateTimeOffset from, DateTimeOffset to)
    {
        var rough = (to - from) / Points;
        var step = Steps.FirstOrDefault(step => step >= rough, TimeSpan.FromDays(Math.Ceiling(rough.TotalDays)));
        var first = new DateTimeOffset((from.UtcTicks + step.Ticks - 1) / step.Ticks * step.Ticks, TimeSpan.Zero);
        var moments = new List<DateTimeOffset>();
        for (var at = first; at < to; at += step)
            moments.Add(at);
        moments.Add(to);
        return moments;
    }

    private async Task<TrendPoint> At(DateTimeOffset at, DateTimeOffset now, CancellationToken cancel)
    {
        if (_known.TryGetValue(at, out var known))
            return known;
        // How it is now is found out at once.
        if (at >= now)
            return TrendPoint.Of(at, await questions.Summary(new PageAddress(""), cancel));
        await _turn.WaitAsync(cancel);
        try
        {
            // Who waited for his turn finds what the one before him asked for.
            return _known.TryGetValue(at, out known) ? known : await Ask(at, now, cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<TrendPoint> Ask(DateTimeOffset at, DateTimeOffset now, CancellationToken cancel)
    {
        var point = TrendPoint.Of(at, await questions.Summary(new PageAddress("").With("at", Moments.Exact(at)), cancel));
        if (at < now - Settled)
        {
            if (_known.Count >= MostKept)
                _known.Clear();
            _known[at] = point;
        }

        return point;
    }
}
