using Fleet.Journal;
using Fleet.ReadModel.Store;

namespace Fleet.Host.Http;

/// <summary>A row of the journal that cannot be read.</summary>
/// <param name="Offset">Its place in the journal.</param>
/// <param name="RecordedAt">When it was written, by the journal's clock.</param>
/// <param name="ClientId">Whose row it is, as it stands there.</param>
/// <param name="Number">Its number among the client's rows, from 1.</param>
/// <param name="Reason">What is wrong with it: half a sentence, for people.</param>
internal sealed record DamagedRowJson(long Offset, DateTimeOffset RecordedAt, string ClientId, long Number, string Reason)
{
    public static DamagedRowJson Of(DamagedRow row) => new(row.Offset, row.RecordedAt, row.Client, row.Number, row.Reason);
}

/// <summary>The rows of the journal that the read model leaves out, as they cannot be read.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Latest">The last hundred of them, the last one first.</param>
internal sealed record DamageJson(long Rows, IEnumerable<DamagedRowJson> Latest)
{
    /// <summary>Null: there are none, or it is not known yet.</summary>
    public static DamageJson? Of(DamageFound? found) => found is { Rows: > 0 } ? new DamageJson(found.Rows, found.Latest.Select(DamagedRowJson.Of)) : null;
}
