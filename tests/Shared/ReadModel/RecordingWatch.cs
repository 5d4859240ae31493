using Fleet.Journal;
using Fleet.ReadModel.Projections;

namespace Fleet.Testing;

/// <summary>Notes what a projection does.</summary>
internal sealed class RecordingWatch : IProjectionWatch
{
    public List<string> Reasons { get; } = [];

    public List<Exception> Damages { get; } = [];

    public List<(long Offset, long End)> Progress { get; } = [];

    public int Overtakings { get; private set; }

    public int Swaps { get; private set; }

    public void Replaced(string reason) => Reasons.Add(reason);

    public void Damaged(Exception cause) => Damages.Add(cause);

    public List<DamagedRow> AllLeftOut { get; } = [];

    public void LeftOut(IReadOnlyList<DamagedRow> rows) => AllLeftOut.AddRange(rows);

    public void Visible(long offset, int rows)
    {
    }

    public void Overtaken(long offset) => Overtakings++;

    public void Building(long offset, long end) => Progress.Add((offset, end));

    public void Swapped(long offset) => Swaps++;
}
