using Fleet.Pages.Answers;

namespace Fleet.Pages.Overview;

/// <summary>Finds out how the fleet is once a second, however many look. Where that takes long it is asked more seldom.</summary>
internal sealed class OverviewMemory(IFleetQuestions questions, TimeProvider time)
{
    private const int WorstGroups = 8;

    /// <summary>So many times as long as it took to find, an answer is told.</summary>
    private const int Share = 3;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>What is older is not told as how it is.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private Task<OverviewModel>? _last;
    private long _foundAt;
    private TimeSpan _toldFor;

    /// <summary>How it is, or was lately.</summary>
    public Task<OverviewModel> Get()
    {
        lock (_gate)
        {
            if (_last is null or { IsCompleted: true, IsCompletedSuccessfully: false } || (_last.IsCompleted && time.GetElapsedTime(_foundAt) > _toldFor))
                _last = Find();
            return _last;
        }
    }

    /// <remarks>Nobody's going away ends it: others may wait for the same.</remarks>
    private async Task<OverviewModel> Find()
    {
        var began = time.GetTimestamp();
        var fleet = questions.Summary(new PageAddress("").With("by", "group").With("limit", $"{WorstGroups}"), CancellationToken.None);
        var progress = questions.Progress(CancellationToken.None);
        var found = new OverviewModel(await fleet, await progress);
        lock (_gate)
        {
            _foundAt = time.GetTimestamp();
            _toldFor = new TimeSpan(Math.Clamp((Share * time.GetElapsedTime(began, _foundAt)).Ticks, Fresh.Ticks, Oldest.Ticks));
        }

        return found;
    }
}
