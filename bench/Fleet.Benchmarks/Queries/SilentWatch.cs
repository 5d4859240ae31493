using Fleet.Journal;
using Fleet.ReadModel.Projections;

namespace Fleet.Benchmarks.Queries;

/// <summary>Hears nothing.</summary>
internal sealed class SilentWatch : IProjectionWatch
{
    public void Replaced(string reason)
    {
    }

    public void Damaged(Exception cause)
    {
    }

    public void LeftOut(IReadOnlyList<DamagedRow> rows)
    {
    }

    public void Visible(long offset, int rows)
    {
    }

    public void Overtaken(long offset)
    {
    }

    public void Building(long offset, long end)
    {
    }

    public void Swapped(long offset)
    {
    }
}
