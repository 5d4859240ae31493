namespace Fleet.Actors.ReadModel.Projector;

/// <summary>How far the read model is, as its projector knows it.</summary>
/// <param name="Offset">The last journal row that queries see; null: the projector has not seen any since it started.</param>
/// <param name="Building">The last row in the tables that are being built beside; null: none are.</param>
/// <param name="End">The journal's last row when it was last looked at.</param>
public sealed record ReadModelStatus(long? Offset, long? Building, long End);
