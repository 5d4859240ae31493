using Fleet.Journal;

namespace Fleet.ReadModel.Projections;

/// <summary>Is told what a projection does.</summary>
public interface IProjectionWatch
{
    /// <summary>The store had to be replaced by an empty one, for a reason.</summary>
    void Replaced(string reason);

    /// <summary>The store is damaged; the next step replaces it.</summary>
    void Damaged(Exception cause);

    /// <summary>Rows cannot be read and were left out; each is told once.</summary>
    void LeftOut(IReadOnlyList<DamagedRow> rows);

    /// <summary>Readers see an offset from now on, rows further than before.</summary>
    void Visible(long offset, int rows);

    /// <summary>Somebody else has brought the tables forward from an offset: nothing was written.</summary>
    void Overtaken(long offset);

    /// <summary>A set of tables that nobody reads yet is at an offset, on its way to the journal's end.</summary>
    void Building(long offset, long end);

    /// <summary>The new set is served, from an offset.</summary>
    void Swapped(long offset);
}
