using Fleet.ReadModel.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests.Queries;

/// <summary>A diff is found out once for all its pages, and for all who ask it at a time.</summary>
public sealed class KeptDiffsTests
{
    private readonly List<(DiffStretch Stretch, TaskCompletionSource<FleetMoves> Found, CancellationToken Over)> _finding = [];

    [Fact]
    public async Task All_who_ask_the_same_at_a_time_share_one()
    {
        using var diffs = Keep(100);
        var asked = Enumerable.Range(0, 24).Select(_ => diffs.Get(new DiffStretch(1, 9, "sales"), CancellationToken.None)).ToList();
        Eventually.True(() => Begun == 1, "begun");
        _finding[0].Found.SetResult(Moves(3));
        var found = await Task.WhenAll(asked);
        Assert.All(found, moves => Assert.Same(found[0], moves));
        Assert.Same(found[0], await diffs.Get(new DiffStretch(1, 9, "sales"), CancellationToken.None));
        _ = diffs.Get(new DiffStretch(1, 9, ""), CancellationToken.None);
        Eventually.True(() => Begun == 2, "another one is found out for itself");
    }

    [Fact]
    public async Task It_is_given_up_when_the_last_of_them_has_gone()
    {
        using var diffs = Keep(100);
        using var one = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        var asked = (diffs.Get(new DiffStretch(1, 9, ""), one.Token), diffs.Get(new DiffStretch(1, 9, ""), other.Token));
        Eventually.True(() => Begun == 1, "begun");
        await one.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.Item1);
        Assert.False(_finding[0].Over.IsCancellationRequested);
        await other.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.Item2);
        Eventually.True(() => _finding[0].Over.IsCancellationRequested, "given up");
        _ = diffs.Get(new DiffStretch(1, 9, ""), CancellationToken.None);
        Eventually.True(() => Begun == 2, "begun anew");
    }

    [Fact]
    public async Task One_that_failed_is_not_kept()
    {
        using var diffs = Keep(100);
        var asked = diffs.Get(new DiffStretch(1, 9, ""), CancellationToken.None);
        Eventually.True(() => Begun == 1, "begun");
        _finding[0].Found.SetException(new IOException("away"));
        await Assert.ThrowsAsync<IOException>(() => asked);
        _ = diffs.Get(new DiffStretch(1, 9, ""), CancellationToken.None);
        Eventually.True(() => Begun == 2, "begun anew");
    }

    [Fact]
    public async Task Those_used_longest_ago_go_when_they_are_too_much_and_the_latest_stays_whatever_its_size()
    {
        using var diffs = Keep(10);
        for (var i = 0; i < 3; i++)
        {
            var asked = diffs.Get(new DiffStretch(i, 9, ""), CancellationToken.None);
            Eventually.True(() => Begun == i + 1, "begun");
            _finding[i].Found.SetResult(Moves(i == 2 ? 20 : 6));
            await asked;
        }

        await diffs.Get(new DiffStretch(2, 9, ""), CancellationToken.None);
        Assert.Equal(3, Begun);
        _ = diffs.Get(new DiffStretch(1, 9, ""), CancellationToken.None);
        Eventually.True(() => Begun == 4, "begun anew");
    }

    private int Begun
    {
        get
        {
            lock (_finding)
                return _finding.Count;
        }
    }

    private static FleetMoves Moves(int clients) => new(
        null!, null!, [], [.. Enumerable.Range(0, clients).Select(i => new MovedClient($"pc-{i}", null, null))]);

    private KeptDiffs Keep(int most) => new(
        (stretch, over) =>
        {
            var found = new TaskCompletionSource<FleetMoves>();
            lock (_finding)
                _finding.Add((stretch, found, over));
            return found.Task;
        },
        most, Patience.Long);
}
