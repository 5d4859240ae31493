using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Queries;

/// <summary>Some clients of a list.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">Cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">The journal row up to which this is true.</param>
/// <param name="Total">How many the whole list has, as of this page; null: it would take longer to count them than to read a page.</param>
public sealed record ClientPage(IReadOnlyList<ClientRecord> Items, string? Next, long Offset, long? Total);
