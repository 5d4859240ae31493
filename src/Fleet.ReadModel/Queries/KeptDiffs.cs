namespace Fleet.ReadModel.Queries;

/// <summary>
/// Diffs that were found out, for their next pages and for who asks the same: it is found out once, however many ask at a time, and given up
/// when the last of them has gone.
/// </summary>
/// <param name="find">Finds one out.</param>
/// <param name="most">Moved clients that are kept, in all diffs together; the latest diff is kept whatever its size.</param>
/// <param name="keep">How long one is kept that nobody asks for.</param>
public sealed class KeptDiffs(Func<DiffStretch, CancellationToken, Task<FleetMoves>> find, int most, TimeSpan keep) : IDisposable
{
    private readonly Lock _gate = new();
    // In the order of their last use.
    private readonly List<KeptDiff> _kept = [];
    private Timer? _forgetting;

    /// <summary>What became of the fleet in a stretch.</summary>
    public async Task<FleetMoves> Get(DiffStretch stretch, CancellationToken cancel)
    {
        var kept = Use(stretch);
        try
        {
            return await kept.Moves.WaitAsync(cancel);
        }
        finally
        {
            Leave(kept);
        }
    }

    /// <summary>Nothing is kept any more.</summary>
    public void Dispose()
    {
        _forgetting?.Dispose();
        lock (_gate)
            _kept.Clear();
    }

    private KeptDiff Use(DiffStretch stretch)
    {
        lock (_gate)
        {
            var kept = _kept.Find(kept => kept.Stretch == stretch);
            if (kept is null)
            {
                var over = new CancellationTokenSource();
                kept = new KeptDiff(stretch, over, Task.Run(() => find(stretch, over.Token)));
            }

            _kept.Remove(kept);
            _kept.Add(kept);
            kept.Users++;
            kept.UsedAt = TimeProvider.System.GetTimestamp();
            _forgetting ??= new Timer(_ => Forget(), null, keep, keep);
            return kept;
        }
    }

    private void Leave(KeptDiff kept)
    {
        lock (_gate)
        {
            kept.Users--;
            if (!kept.Moves.IsCompletedSuccessfully && (kept.Users == 0 || kept.Moves.IsCompleted))
            {
                // Nobody waits for it any more, or it failed, and the next one tries anew.
                _kept.Remove(kept);
                kept.Over.Cancel();
            }

            var clients = 0L;
            for (var i = _kept.Count - 1; i >= 0; i--)
            {
                clients += _kept[i].Size;
                if (clients > most && i < _kept.Count - 1 && _kept[i].Users == 0)
                    _kept.RemoveAt(i);
            }
        }
    }

    private void Forget()
    {
        lock (_gate)
            _kept.RemoveAll(kept => kept.Users == 0 && TimeProvider.System.GetElapsedTime(kept.UsedAt) >= keep);
    }

    private sealed class KeptDiff(DiffStretch stretch, CancellationTokenSource over, Task<FleetMoves> moves)
    {
        public DiffStretch Stretch => stretch;

        public CancellationTokenSource Over => over;

        public Task<FleetMoves> Moves => moves;

        public int Size => moves.IsCompletedSuccessfully ? moves.Result.Clients.Count : 0;

        public int Users { get; set; }

        public long UsedAt { get; set; }
    }
}
