using System.Collections.Concurrent;
using Fleet.Pages.Answers;
using Fleet.Pages.Parts;

namespace Fleet.Pages.Past;

/// <summary>Finds out how the counts went. What was at a moment does not change any more, so it is asked for once, whoever looks.</summary>
internal sealed class TrendMemory(IFleetQuestions questions)
{
    private const int Points = 24;

    /// <summary>As many as the host answers at a time; more would wait, and be refused where others ask, too.</summary>
    private const int AtATime = 2;

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

    /// <summary>The same as <see cref="Get"/>, where next to nothing has to be asked for it; else null.</summary>
    public async Task<Trend?> GetKnown(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, CancellationToken cancel) =>
        MomentsOf(from, to).All(at => at >= now - Settled || _known.ContainsKey(at)) ? await Get(from, to, now, cancel) : null;

    /// <summary>The counts from one moment to another, at round moments in between.</summary>
    public async Task<Trend> Get(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, CancellationToken cancel)
    {
        var moments = MomentsOf(from, to);
        var points = new TrendPoint[moments.Count];
        await Parallel.ForAsync(0, points.Length, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancel }, async (i, gone) => points[i] = await At(moments[i], now, gone));
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
        var asked = at >= now ? new PageAddress("") : new PageAddress("").With("at", Moments.Exact(at));
        var point = TrendPoint.Of(at, await questions.Summary(asked, cancel));
        if (at < now - Settled)
        {
            if (_known.Count >= MostKept)
                _known.Clear();
            _known[at] = point;
        }

        return point;
    }
}
