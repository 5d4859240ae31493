namespace Fleet.ReadModel.Store;

/// <summary>How far the read model is.</summary>
/// <param name="Offset">The last journal row that queries see; null: they see none yet.</param>
/// <param name="Generation">The set of tables that queries are answered from; null: none yet. A rebuild makes a higher one.</param>
/// <param name="End">The journal's last row; null: it has none, or cannot be read at the moment.</param>
/// <param name="Building">The set of tables that is being built beside; null: none is.</param>
public sealed record ReadModelStatus(long? Offset, int? Generation, long? End, BuildStatus? Building);

/// <summary>How far a set of tables is that nobody reads yet.</summary>
/// <param name="Generation">Its number.</param>
/// <param name="Offset">The last journal row in it.</param>
public sealed record BuildStatus(int Generation, long Offset);
