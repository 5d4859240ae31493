using Fleet.Journal;

namespace Fleet.ReadModel.Store;

/// <summary>Rows of the journal that the read model leaves out, as they cannot be read.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Latest">The last ones of them, the last one first.</param>
public sealed record DamageFound(long Rows, IReadOnlyList<DamagedRow> Latest)
{
    /// <summary>All rows could be read.</summary>
    public static DamageFound None { get; } = new(0, []);
}
