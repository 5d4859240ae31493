using Fleet.Pages.Answers;

namespace Fleet.Pages.Overview;

/// <summary>Finds out how the fleet is once a second, however many look.</summary>
internal sealed class OverviewMemory(IFleetQuestions questions, TimeProvider time)
{
    private const int WorstGroups = 8;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private (DateTimeOffset At, Task<OverviewModel> Found)? _last;

    /// <summary>How it is, or was within the last second.</summary>
    public Task<OverviewModel> Get()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_last is not { } last || now - last.At > Fresh || last.Found.IsFaulted)
                _last = last = (now, Find(now));
            return last.Found;
        }
    }

    /// <remarks>Nobody's going away ends it: others may wait for the same.</remarks>
    private async Task<OverviewModel> Find(DateTimeOffset now)
    {
        var fleet = questions.Summary(new PageAddress("").With("by", "group").With("limit", $"{WorstGroups}"), CancellationToken.None);
        var progress = questions.Progress(CancellationToken.None);
        return new OverviewModel(await fleet, await progress);
    }
}
