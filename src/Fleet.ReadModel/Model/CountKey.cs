using Fleet.Core.Clients;
using Fleet.Protocol.Journal;

namespace Fleet.ReadModel.Model;

/// <summary>Where a client counts.</summary>
/// <param name="Group">Its group.</param>
/// <param name="Facet">Number of its facet.</param>
internal readonly record struct CountKey(string Group, int Facet)
{
    /// <summary>Null if the client does not exist.</summary>
    public static CountKey? Of(ClientState state) => state.Exists ? new CountKey(state.Group.Value, Model.Facet.Of(state).Number) : null;

    /// <summary>As a row leaves the client; null if it does not exist then.</summary>
    public static CountKey? Of(RowGlance row) =>
        row.Exists ? new CountKey(row.Group.Value, Model.Facet.Of(row.Status, row.Facts, row.Cause, row.HasLeft, row.IsDuplicate).Number) : null;
}
