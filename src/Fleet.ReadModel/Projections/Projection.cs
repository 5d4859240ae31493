using Fleet.Journal;
using Fleet.Journal.Reading;
using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Projections;

/// <summary>
/// Keeps the read model up to date, step by step, and builds it anew beside itself when it is asked to or has to. All that it
/// must not forget is in the store: it may be dropped between any two steps, and inside one.
/// </summary>
/// <param name="journal">Opens the journal; null while nobody has written to it. Called again after a failure.</param>
/// <param name="store">Where the tables are.</param>
/// <param name="options">The sizes.</param>
/// <param name="watch">Is told what happens.</param>
public sealed class Projection(
    Func<IJournalSource?> journal, IReadStore store, ProjectionOptions options, IProjectionWatch watch) : IDisposable
{
    private readonly HashSet<long> _toldOf = [];
    private IJournalSource? _journal;
    private Generation? _serving;
    private Generation? _building;
    private bool _isOpen;

    /// <summary>Does a bounded piece of work.</summary>
    /// <returns>False: there is nothing to do until the journal grows.</returns>
    /// <exception cref="Exception">The journal or the store failed: the next step tries the same again.</exception>
    public bool Step()
    {
        try
        {
            _journal ??= journal();
            if (!_isOpen || store.IsDistrusted)
                Open();
            var rows = Advance(ref _serving, options.BatchRows, options.BatchRows);
            return BuildOn(rows) || rows >= options.BatchRows || store.DropNext();
        }
        catch (Exception e)
        {
            StartAnew();
            if (store.IsDamage(e))
                watch.Damaged(e);
            throw;
        }
    }

    /// <summary>Builds a second set of tables from the journal while the first is served, then swaps. Nothing if one is being built.</summary>
    /// <exception cref="Exception">The store failed, and nothing was begun.</exception>
    public void Rebuild()
    {
        try
        {
            _journal ??= journal();
            if (!_isOpen)
                Open();
            if (_building is not null)
                return;
            store.BeginGeneration();
            Load();
        }
        catch
        {
            StartAnew();
            throw;
        }
    }

    /// <summary>How far it has come.</summary>
    /// <exception cref="Exception">The journal failed.</exception>
    public ReadModelStatus Status() => new(
        _serving?.Offset,
        _serving?.Number,
        _journal?.End()?.Offset,
        _building is { } building ? new BuildStatus(building.Number, building.Offset) : null);

    /// <summary>Closes its connection to the journal; the store is its caller's.</summary>
    public void Dispose() => Close();

    private void Open()
    {
        Prepare(distrust: null);
        if (Foreign() is { } reason)
            Prepare(reason);
        _isOpen = true;
        if (_serving is not null || _building is not null)
            return;
        store.BeginGeneration();
        Load();
    }

    private void Prepare(string? distrust)
    {
        if (store.Prepare(distrust) is { } reason)
            watch.Replaced(reason);
        Load();
    }

    /// <summary>Tables of a journal that was replaced know rows that are not in this one, and of each client perhaps too much.</summary>
    private string? Foreign()
    {
        if (_journal is null)
            return null;
        var offset = Math.Max(_serving?.Offset ?? 0, _building?.Offset ?? 0);
        if (_journal.Marks().FirstOrDefault(mark => mark.Replaces(offset)) is { } mark)
            return $"the journal was replaced by one that ended at offset {mark.How.Last}, and it is at offset {offset}";
        var end = _journal.End()?.Offset ?? 0;
        // They are the only ones who know how far it went: whoever writes the journal marks it first.
        return offset <= end ? null : throw new JournalBehindException($"The journal ends at offset {end}, behind its read model, which is at {offset}.");
    }

    private void Load()
    {
        var generations = store.Generations();
        _serving = generations.LastOrDefault(g => g.Stage == GenerationStage.Serving);
        _building = generations.LastOrDefault(g => g.Stage == GenerationStage.Building);
    }

    /// <summary>Takes rows in; returns their number, or more than any if somebody else took them in.</summary>
    /// <param name="generation">Of which set; it is brought forward.</param>
    /// <param name="limit">Rows of a batch.</param>
    /// <param name="most">Rows from which on the transaction takes no batch any more.</param>
    private int Advance(ref Generation? generation, int limit, int most)
    {
        if (generation is null || _journal is null)
            return 0;
        var entries = _journal.ReadAfter(generation.Offset, limit);
        if (entries.Count == 0)
            return 0;
        var (journal, rows, damaged) = (_journal, 0, new List<DamagedRow>());
        if (store.Commit(generation, Next) is { } next)
        {
            generation = next;
            TellOf(damaged);
            if (next.Stage == GenerationStage.Serving)
                watch.Visible(next.Offset, rows);
        }
        else
        {
            watch.Overtaken(generation.Offset);
            Load();
            return int.MaxValue;
        }

        return rows;

        ProjectionBatch? Next(Generation at)
        {
            if (rows >= most || rows % limit != 0)
                return null;
            if (rows > 0)
                entries = journal.ReadAfter(at.Offset, limit);
            rows += entries.Count;
            if (entries.Count == 0)
                return null;
            var batch = BatchFold.Of(at, entries, options.CheckpointRows);
            damaged.AddRange(batch.Damaged);
            return batch;
        }
    }

    /// <summary>Each set of tables that is built meets the same rows again.</summary>
    private void TellOf(List<DamagedRow> rows)
    {
        rows.RemoveAll(row => !_toldOf.Add(row.Offset));
        if (rows.Count > 0)
            watch.LeftOut(rows);
    }

    /// <summary>Brings the set that is built on.</summary>
    /// <param name="served">Rows that the one that is served took in just now.</param>
    private bool BuildOn(int served)
    {
        if (_building is null)
            return false;
        var number = _building.Number;
        // Beside a set that is served, in steps that do not keep it waiting; but twice what that one took in, so that the way between
        // the two grows shorter however fast the journal grows: else a rebuild would end only when ingest does.
        var most = _serving is null ? options.BuildRows : (int)Math.Clamp(2L * served, options.CheckpointRows, 2L * options.BatchRows);
        var rows = Advance(ref _building, options.CheckpointRows, most);
        if (_building?.Number != number)
            return true;
        watch.Building(_building.Offset, _journal?.End()?.Offset ?? 0);
        // Not until nothing is left to take in: there may always be some more.
        var isBehind = _serving is null ? rows >= options.CheckpointRows : _building.Offset < _serving.Offset;
        if (isBehind || store.BuildNextIndex(_building))
            return true;
        if (store.Serve(_building, _serving))
            watch.Swapped(_building.Offset);
        Load();
        return true;
    }

    /// <summary>What comes next starts from what the store says, over new connections.</summary>
    private void StartAnew()
    {
        _isOpen = false;
        Close();
    }

    private void Close()
    {
        _journal?.Dispose();
        _journal = null;
    }
}

/// <summary>The journal does not go as far as the tables that were built from it.</summary>
internal sealed class JournalBehindException(string message) : IOException(message);
